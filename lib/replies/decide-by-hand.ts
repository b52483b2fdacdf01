import "server-only"
import { eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyState } from "@/db/enums"
import { replies, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { can, type Permission } from "@/lib/auth/roles"
import { AppError } from "@/lib/errors"

export type OpenReply = Pick<
  typeof replies.$inferSelect,
  "id" | "state" | "reason" | "intent" | "patientId" | "messageId" | "eventAt" | "receivedAt"
>

const OPEN: readonly ReplyState[] = ["review", "unmatched", "quarantined", "failed"]
/** What may belong to somebody else, or is not understood at all, is the admin's to decide. */
const FOR_ADMINS: readonly ReplyState[] = ["quarantined", "failed"]

/**
 * Locks a reply that still waits for a person. Throws `not_found`, `forbidden` (quarantined and
 * failed ones are for admins), `conflict` when somebody was first.
 */
export async function lockOpenReply(
  tx: Transaction,
  ctx: StaffContext,
  replyId: string,
): Promise<OpenReply> {
  const [row] = await tx
    .select({
      id: replies.id,
      state: replies.state,
      reason: replies.reason,
      intent: replies.intent,
      patientId: replies.patientId,
      messageId: replies.messageId,
      eventAt: replies.eventAt,
      receivedAt: replies.receivedAt,
      decidedAt: replies.decidedAt,
    })
    .from(replies)
    .where(eq(replies.id, replyId))
    .for("update")
  if (!row) throw new AppError("not_found", "This reply does not exist here.")
  if (FOR_ADMINS.includes(row.state)) await demand(tx, ctx, "review.quarantine")
  if (!OPEN.includes(row.state) || row.decidedAt !== null) {
    throw new AppError("conflict", "Somebody decided this reply first. Nothing was changed.")
  }
  return row
}

async function demand(tx: Transaction, ctx: StaffContext, permission: Permission): Promise<void> {
  const [person] = await tx
    .select({ role: staff.role })
    .from(staff)
    .where(eq(staff.id, ctx.staffId))
  if (person?.role && can(person.role, permission)) return
  throw new AppError("forbidden", "Only an admin may decide this reply. Nothing was changed.")
}

/** The message that asked about these doses: the proposed one if it did, else the newest; or null. */
export async function messageAbout(
  tx: Transaction,
  doseIds: readonly string[],
  proposed: string | null,
): Promise<string | null> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select m.id from messages m join message_doses md
            on md.organization_id = m.organization_id and md.message_id = m.id
         where md.dose_id = any(${sql.param([...doseIds])}::uuid[])
         order by (m.id = ${proposed}::uuid) desc nulls last, m.created_at desc limit 1`,
  )
  return rows[0]?.id ?? null
}
