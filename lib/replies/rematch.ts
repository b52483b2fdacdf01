import "server-only"
import { and, eq, gte, inArray, isNull, ne, or } from "drizzle-orm"
import { messages, replies } from "@/db/schema"
import type { SystemContext } from "@/lib/auth/context"
import { readAs, writeAs } from "@/lib/auth/unit-of-work"
import { interpretFirmly } from "./receive"

/**
 * Interprets again what was answered before the message's `messageId` was saved: replies whose ids
 * name it now and which nobody has decided. A contradiction is left, for what it states is recorded
 * already. Returns how many replies were interpreted again.
 */
export async function rematchAfterSend(
  ctx: SystemContext,
  input: { messageId: string },
): Promise<number> {
  const waiting = await readAs(ctx, async (tx) => {
    const [message] = await tx
      .select({ biotId: messages.biotMessageId, createdAt: messages.createdAt })
      .from(messages)
      .where(eq(messages.id, input.messageId))
    if (!message?.biotId) return []
    const { biotId, createdAt } = message
    return tx
      .select({ id: replies.id })
      .from(replies)
      .where(
        and(
          or(eq(replies.inboundMessageId, biotId), eq(replies.previousMessageId, biotId)),
          gte(replies.receivedAt, createdAt),
          undecided(),
        ),
      )
  })
  let again = 0
  for (const { id: replyId } of waiting) {
    if (!(await reopen(ctx, replyId))) continue
    await interpretFirmly(ctx, { replyId, now: Date.now() })
    again += 1
  }
  return again
}

function undecided() {
  return and(
    inArray(replies.state, ["unmatched", "review"]),
    isNull(replies.decidedAt),
    or(isNull(replies.reason), ne(replies.reason, "contradiction")),
    or(isNull(replies.matchRule), inArray(replies.matchRule, ["open_window", "late_window"])),
  )
}

async function reopen(ctx: SystemContext, replyId: string): Promise<boolean> {
  return writeAs(ctx, "replies.interpret", async (tx, work) => {
    const reopened = await tx
      .update(replies)
      .set({ state: "received", reason: null })
      .where(and(eq(replies.id, replyId), undecided()))
      .returning({ id: replies.id })
    const subject = { subjectKind: "reply", subjectId: replyId }
    await work.audit({ ...subject, verb: "reply.reopened", details: { count: reopened.length } })
    return reopened.length > 0
  })
}
