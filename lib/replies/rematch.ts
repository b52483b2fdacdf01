import "server-only"
import { and, asc, eq, gte, inArray, isNull, ne, or, sql } from "drizzle-orm"
import { messages, replies } from "@/db/schema"
import type { SystemContext } from "@/lib/auth/context"
import { readAs, writeAs } from "@/lib/auth/unit-of-work"
import { FUTURE_TOLERANCE_MS } from "./event-time"
import { interpretFirmly } from "./receive"

/**
 * Reads again what was answered before it was known that, when, and under which ids messages had
 * gone out: replies whose ids name one, and later ones that were matched by time to an older one or
 * to none. What such a reply had stated about other doses is taken back. Staff's decisions stand.
 * Returns how many replies were read again, in the order in which they were sent.
 */
export async function rematchAfterSends(
  ctx: SystemContext,
  { messageIds }: { messageIds: readonly string[] },
): Promise<number> {
  if (messageIds.length === 0) return 0
  const waiting = await readAs(ctx, (tx) =>
    tx
      .selectDistinct({ id: replies.id, at: replies.eventAt })
      .from(messages)
      .innerJoin(
        replies,
        and(eq(replies.organizationId, messages.organizationId), or(namesIt, cameLater)),
      )
      .where(
        and(
          sql`${messages.id} = any(${sql.param([...messageIds])}::uuid[])`,
          isNull(replies.decidedAt),
        ),
      )
      .orderBy(asc(replies.eventAt), asc(replies.id)),
  )
  let again = 0
  for (const { id: replyId } of waiting) {
    if (!(await reopen(ctx, replyId))) continue
    await interpretFirmly(ctx, { replyId, now: Date.now() })
    again += 1
  }
  return again
}

const byTime = inArray(replies.matchRule, ["open_window", "late_window", "repeat"])

/** One that its ids led to the message already is where it belongs. */
const namesIt = and(
  or(
    eq(replies.inboundMessageId, messages.biotMessageId),
    eq(replies.previousMessageId, messages.biotMessageId),
  ),
  gte(replies.receivedAt, messages.createdAt),
  or(
    isNull(replies.matchRule),
    isNull(replies.messageId),
    ne(replies.messageId, messages.id),
    byTime,
  ),
)

const since = sql`coalesce(${messages.sentAt}, ${messages.claimedAt})`

const cameLater = and(
  eq(replies.patientId, messages.patientId),
  sql`${replies.receivedAt} >= ${since} - ${FUTURE_TOLERANCE_MS}::int * interval '1 millisecond'`,
  sql`${replies.eventAt} >= ${since}`,
  or(isNull(replies.matchRule), byTime),
)

async function reopen(ctx: SystemContext, replyId: string): Promise<boolean> {
  return writeAs(ctx, "replies.interpret", async (tx, work) => {
    const reopened = await tx
      .update(replies)
      .set({ state: "received", reason: null })
      .where(
        and(
          eq(replies.id, replyId),
          isNull(replies.decidedAt),
          inArray(replies.state, ["applied", "noted", "review", "unmatched", "quarantined"]),
        ),
      )
      .returning({ id: replies.id })
    const subject = { subjectKind: "reply", subjectId: replyId }
    await work.audit({ ...subject, verb: "reply.reopened", details: { count: reopened.length } })
    return reopened.length > 0
  })
}
