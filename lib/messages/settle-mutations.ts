import "server-only"
import { and, eq, ne } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { messages, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { personName } from "@/lib/patients/person-name"
import { type SettleSend, settleSendSchema } from "./settle-schema"

type Row = typeof messages.$inferSelect

/**
 * Sets a failed or unknown send aside in Review, with a reason that stays beside it; the text stays
 * what it is. Throws `not_found`, `invalid` (it is neither failed nor unknown), `conflict` (somebody
 * set it aside or sent it again first), `forbidden`.
 */
export async function settleSend(
  ctx: StaffContext,
  input: SettleSend,
): Promise<{ messageId: string }> {
  const { messageId, reason } = settleSendSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "review.dismiss", async (tx, work) => {
    const { patientId, state } = await lockWaiting(tx, ctx, messageId)
    await tx
      .update(messages)
      .set({ settledBy: ctx.staffId, settledAt: now, settledNote: reason })
      .where(eq(messages.id, messageId))
    await work.audit({
      ...{ verb: "message.settled", subjectKind: "message", subjectId: messageId, patientId },
      details: { state },
    })
    work.publish("messages", patientId)
    work.publish("review", patientId)
    return { messageId }
  })
}

/** The message, held so that nobody sends it again meanwhile. */
async function lockWaiting(tx: Transaction, ctx: StaffContext, messageId: string): Promise<Row> {
  const [row] = await tx.select().from(messages).where(eq(messages.id, messageId)).for("update")
  if (!row) {
    const sentence = "There is no such message in your organization. Nothing was changed."
    throw new AppError("not_found", sentence)
  }
  if (row.settledAt !== null) throw await wasFirst(tx, ctx, row.settledBy, "set this text aside")
  const [again] = await tx
    .select({ by: messages.requestedBy })
    .from(messages)
    .where(and(eq(messages.againOf, messageId), ne(messages.state, "cancelled")))
  if (again) throw await wasFirst(tx, ctx, again.by, "sent this text again")
  if (row.state === "failed" || row.state === "unknown") return row
  const sentence = "This text waits for nobody any more. Nothing was changed; look again."
  throw new AppError("invalid", sentence)
}

async function wasFirst(tx: Transaction, ctx: StaffContext, by: string | null, did: string) {
  if (by === ctx.staffId)
    return new AppError("conflict", `You ${did} already. Nothing was changed.`)
  const [person] = by ? await tx.select().from(staff).where(eq(staff.id, by)) : []
  const name = person ? personName(person.firstName, person.lastName) : "Somebody"
  return new AppError("conflict", `${name} ${did} first. Nothing was changed.`)
}
