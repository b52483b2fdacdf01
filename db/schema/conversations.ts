import { sql } from "drizzle-orm"
import { foreignKey, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core"
import { instant, organizationColumn, organizationWall } from "../columns"
import { patients } from "./patients"

/** What staff keep of the talk with a patient: whose it is, and since when something is unread. */
export const conversations = pgTable(
  "conversations",
  {
    organizationId: organizationColumn(),
    patientId: uuid("patient_id").notNull(),
    assigneeId: uuid("assignee_id"),
    unreadSince: instant("unread_since"),
    readBy: uuid("read_by"),
    readAt: instant("read_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.patientId] }),
    index("conversations_unread")
      .on(t.organizationId, t.unreadSince)
      .where(sql`unread_since is not null`),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    organizationWall("conversations"),
  ],
).enableRLS()
