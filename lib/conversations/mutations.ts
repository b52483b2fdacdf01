import "server-only"
import { and, desc, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { conversations, replies, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { lockPatient } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import {
  type AssignConversation,
  assignConversationSchema,
  type MarkRead,
  type MarkUnread,
  markReadSchema,
  markUnreadSchema,
} from "./schema"
import { firstUnseen, sentAt } from "./unseen"

const NOT_HERE = "This patient is not in your organization. Nothing was changed."
type Conversation = typeof conversations.$inferSelect

/**
 * Marks what was seen as read, for everybody: a reply that is not among `seenReplyIds` and that
 * somebody should read keeps the conversation unread, from that reply on. However often and in
 * whatever order colleagues read, nothing unseen is lost. Throws `not_found`, `forbidden`.
 */
export async function markRead(
  ctx: StaffContext,
  input: MarkRead,
): Promise<{ unreadSince: Instant | null }> {
  const { patientId, seenReplyIds } = markReadSchema.parse(input)
  return writeAs(ctx, "conversations.handle", async (tx, { audit, publish }) => {
    const { unreadSince: before } = await lockConversation(tx, ctx, patientId)
    const about = { subjectKind: "conversation", subjectId: patientId, patientId }
    if (before === null) {
      await audit({ verb: "conversation.read_before", ...about })
      return { unreadSince: null }
    }
    const left = await firstUnseen(tx, { patientId, seenReplyIds, since: before })
    await tx
      .update(conversations)
      .set({ unreadSince: left, readBy: ctx.staffId, readAt: sql`now()` })
      .where(eq(conversations.patientId, patientId))
    await audit({ verb: "conversation.read", ...about, details: { since: before, left } })
    publish("patient", patientId)
    return { unreadSince: left }
  })
}

/** Puts the mark back, from a reply on or from the newest. Throws `not_found`, `forbidden`. */
export async function markUnread(
  ctx: StaffContext,
  input: MarkUnread,
): Promise<{ unreadSince: Instant | null }> {
  const { patientId, replyId } = markUnreadSchema.parse(input)
  return writeAs(ctx, "conversations.handle", async (tx, { audit, publish }) => {
    const { unreadSince: before } = await lockConversation(tx, ctx, patientId)
    const since = await sentTime(tx, patientId, replyId)
    if (since === null) {
      const sentence = replyId
        ? "This reply is not in this patient's conversation. Nothing was changed."
        : "The patient has written nothing yet, so there is nothing to read."
      throw new AppError(replyId ? "not_found" : "invalid", sentence)
    }
    const unreadSince = before === null ? since : Math.min(before, since)
    await tx
      .update(conversations)
      .set({ unreadSince })
      .where(eq(conversations.patientId, patientId))
    const about = { subjectKind: "conversation", subjectId: patientId, patientId }
    await audit({ verb: "conversation.unread", ...about, details: { replyId, since: unreadSince } })
    publish("patient", patientId)
    return { unreadSince }
  })
}

/**
 * Gives a conversation to somebody who may sign in, or to nobody. Throws `conflict` (another
 * assignee than was `seen`), `invalid` (without access), `not_found`, `forbidden`.
 */
export async function assignConversation(
  ctx: StaffContext,
  input: AssignConversation,
): Promise<{ assigneeId: string | null }> {
  const { patientId, assigneeId, seen } = assignConversationSchema.parse(input)
  return writeAs(ctx, "conversations.handle", async (tx, { audit, publish }) => {
    const { assigneeId: before } = await lockConversation(tx, ctx, patientId)
    if (before !== seen && before !== assigneeId) {
      const sentence = "A colleague has just assigned this conversation. Nothing was changed."
      throw new AppError("conflict", sentence)
    }
    if (assigneeId !== null) await refuseWithoutAccess(tx, assigneeId)
    await tx.update(conversations).set({ assigneeId }).where(eq(conversations.patientId, patientId))
    const verb = assigneeId === null ? "conversation.unassigned" : "conversation.assigned"
    const about = { subjectKind: "conversation", subjectId: patientId, patientId }
    await audit({ verb, ...about, details: { from: before, to: assigneeId } })
    publish("patient", patientId)
    return { assigneeId }
  })
}

/** The conversation's row, held after its patient's; made if it is the first time. */
async function lockConversation(
  tx: Transaction,
  { organizationId }: StaffContext,
  patientId: string,
): Promise<Conversation> {
  const patient = await lockPatient(tx, patientId)
  if (!patient) throw new AppError("not_found", NOT_HERE)
  await tx.insert(conversations).values({ organizationId, patientId }).onConflictDoNothing()
  const [row] = await tx
    .select()
    .from(conversations)
    .where(eq(conversations.patientId, patientId))
    .for("update")
  if (!row) throw new Error("A conversation that was made is not there.")
  return row
}

async function sentTime(
  tx: Transaction,
  patientId: string,
  replyId: string | null,
): Promise<Instant | null> {
  const [reply] = await tx
    .select({ at: sentAt })
    .from(replies)
    .where(
      and(eq(replies.patientId, patientId), replyId === null ? undefined : eq(replies.id, replyId)),
    )
    .orderBy(desc(sentAt))
    .limit(1)
  return reply?.at ?? null
}

/** Work is given only to who may sign in. Throws `not_found`, `invalid` (field `assigneeId`). */
export async function refuseWithoutAccess(tx: Transaction, staffId: string): Promise<void> {
  const [colleague] = await tx
    .select({ role: staff.role, isEnabled: staff.isEnabled, deletedAt: staff.deletedAt })
    .from(staff)
    .where(eq(staff.id, staffId))
  if (!colleague) {
    throw new AppError("not_found", "This person is not in your organization. Nothing was changed.")
  }
  if (colleague.role === null || !colleague.isEnabled || colleague.deletedAt !== null) {
    const sentence = "This person cannot sign in to Doseline. Choose somebody else."
    throw new AppError("invalid", sentence, { field: "assigneeId" })
  }
}
