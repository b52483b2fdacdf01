import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { conversations } from "@/db/schema"
import { personName } from "@/lib/patients/person-name"
import type { ConversationState } from "./state"

/** Whose it is and how far it was read; as new where nothing was ever marked. */
export async function conversationState(
  tx: Transaction,
  patientId: string,
): Promise<ConversationState> {
  const { rows } = await tx.execute<{
    unreadSince: number | null
    readAt: number | null
    readBy: string | null
    assigneeId: string | null
    assignee: string | null
  }>(sql`
    /* prepared: conversation_state */ select (extract(epoch from c.unread_since) * 1000)::float8 as "unreadSince",
      (extract(epoch from c.read_at) * 1000)::float8 as "readAt",
      nullif(concat_ws(' ', r.first_name, r.last_name), '') as "readBy",
      c.assignee_id as "assigneeId", nullif(concat_ws(' ', a.first_name, a.last_name), '') as assignee
    from ${conversations} c
    left join staff r on r.id = c.read_by
    left join staff a on a.id = c.assignee_id
    where c.patient_id = ${patientId}`)
  const [row] = rows
  if (!row) return { unreadSince: null, readAt: null, readBy: null, assignee: null }
  const { assigneeId, assignee, ...read } = row
  const named = assigneeId ? { id: assigneeId, name: assignee ?? personName(null, null) } : null
  return { ...read, assignee: named }
}
