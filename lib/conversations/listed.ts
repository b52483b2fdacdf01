import { sql } from "drizzle-orm"

/** Whether the listed patient's conversation is unread; by the key, for a page's rows alone. */
export const isUnreadListed = sql<boolean>`exists (select 1 from conversations
  where conversations.organization_id = patients.organization_id
    and conversations.patient_id = patients.id and conversations.unread_since is not null)`
