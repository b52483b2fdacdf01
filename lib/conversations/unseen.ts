import "server-only"
import { and, eq, isNotNull, isNull, notInArray, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyFlag } from "@/db/enums"
import { conversations, replies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { needsReading } from "@/lib/replies/needs-reading"
import type { Instant } from "@/lib/time"

/** When the patient sent a reply, as far as known; else when we got it. */
export const sentAt = sql<Instant>`coalesce(${replies.eventAt}, ${replies.receivedAt})`.mapWith(
  replies.receivedAt,
)

/** When the first was sent that is unread and was not on the screen; null: all was. */
export async function firstUnseen(
  tx: Transaction,
  of: { patientId: string; seenReplyIds: readonly string[]; since: Instant },
): Promise<Instant | null> {
  const { patientId, seenReplyIds, since } = of
  const unseen = await tx
    .select({
      at: sentAt,
      state: replies.state,
      reason: replies.reason,
      intent: replies.intent,
      flags: replies.flags,
    })
    .from(replies)
    .where(
      and(
        eq(replies.patientId, patientId),
        sql`${sentAt} >= ${new Date(since).toISOString()}`,
        // Whoever decided it has read it.
        isNull(replies.decidedAt),
        seenReplyIds.length > 0 ? notInArray(replies.id, [...seenReplyIds]) : undefined,
      ),
    )
    .orderBy(sentAt)
  const first = unseen.find((reply) => {
    return needsReading({ ...reply, flags: reply.flags as ReplyFlag[] })
  })
  return first?.at ?? null
}

/** After a person decided a reply, for which they read it: what is left unread, if anything was. */
export async function renewUnread(
  tx: Transaction,
  { staffId }: StaffContext,
  patientId: string,
): Promise<void> {
  const [unread] = await tx
    .select({ since: conversations.unreadSince })
    .from(conversations)
    .where(and(eq(conversations.patientId, patientId), isNotNull(conversations.unreadSince)))
    .for("update")
  if (!unread || unread.since === null) return
  const left = await firstUnseen(tx, { patientId, seenReplyIds: [], since: unread.since })
  await tx
    .update(conversations)
    .set(
      left === null
        ? { unreadSince: null, readBy: staffId, readAt: sql`now()` }
        : { unreadSince: left },
    )
    .where(eq(conversations.patientId, patientId))
}
