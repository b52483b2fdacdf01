import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { Instant } from "@/lib/time"

/** A reply that somebody should read; `isNews` also for who has read the conversation since. */
export type UnreadReply = { replyId: string; patientId: string; at: Instant; isNews: boolean }

/**
 * Marks the patients' conversations as unread since the earliest of these replies, in one statement.
 * Before the replies' decisions are saved: one that was decided before and is only read again marks
 * nothing that a person has read meanwhile, unless it stood in no conversation of this patient's. The
 * patients' rows are held.
 */
export async function markUnread(tx: Transaction, unread: readonly UnreadReply[]): Promise<void> {
  if (unread.length === 0) return
  const rows = unread.map(({ at, ...reply }) => ({ ...reply, at: new Date(at).toISOString() }))
  await tx.execute(sql`
    /* prepared: mark_unread */ insert into conversations (organization_id, patient_id, unread_since)
    select r.organization_id, u."patientId", min(u.at)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as u ("replyId" uuid, "patientId" uuid, at timestamptz, "isNews" boolean)
      join replies r on r.id = u."replyId"
      left join conversations c
        on c.organization_id = r.organization_id and c.patient_id = u."patientId"
     where r.intent is null or u."isNews" or c.read_at is null or c.read_at < r.received_at
        or r.patient_id is distinct from u."patientId"
     group by r.organization_id, u."patientId"
    on conflict (organization_id, patient_id) do update
       set unread_since = least(conversations.unread_since, excluded.unread_since)`)
}
