import "server-only"
import { and, asc, eq, gte, inArray, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyFlag } from "@/db/enums"
import { messageDoses, messages, replies, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import type { TimelineMessage, TimelineReply } from "@/lib/patients/timeline"
import { visibleReplies } from "@/lib/replies/visible-queries"
import type { Instant } from "@/lib/time"

const nameOf = sql<string | null>`nullif(concat_ws(' ', ${staff.firstName}, ${staff.lastName}), '')`

/** Those since an instant, or those with these ids. */
type Which = Instant | readonly string[]

/** What was sent, or is to be sent, to one patient, oldest first. */
export async function messagesOf(
  tx: Transaction,
  patientId: string,
  which: Which,
): Promise<TimelineMessage[]> {
  const doseIds = sql<string[]>`array(
    select ${messageDoses.doseId}::text from ${messageDoses}
    where ${messageDoses.organizationId} = ${messages.organizationId}
      and ${messageDoses.messageId} = ${messages.id})`
  return tx
    .select({
      id: messages.id,
      kind: messages.kind,
      state: messages.state,
      reason: messages.reason,
      body: messages.body,
      parts: messages.parts,
      biotMessageId: messages.biotMessageId,
      isInferred: messages.isInferred,
      attempts: messages.attempts,
      createdAt: messages.createdAt,
      notBefore: messages.notBefore,
      sentAt: messages.sentAt,
      doseIds,
      by: nameOf,
    })
    .from(messages)
    .leftJoin(staff, eq(staff.id, messages.requestedBy))
    .where(and(eq(messages.patientId, patientId), isOf(which, messages.createdAt, messages.id)))
    .orderBy(asc(messages.createdAt), asc(messages.id))
}

/** What the patient answered and the role may see, oldest first by the time it was sent. */
export async function repliesOf(
  tx: Transaction,
  ctx: StaffContext,
  patientId: string,
  which: Which,
): Promise<TimelineReply[]> {
  const rows = await tx
    .select({
      id: replies.id,
      body: replies.body,
      eventAt: replies.eventAt,
      receivedAt: replies.receivedAt,
      state: replies.state,
      reason: replies.reason,
      intent: replies.intent,
      confidence: replies.confidence,
      matchRule: replies.matchRule,
      flags: replies.flags,
      messageId: replies.messageId,
      inboundMessageId: replies.inboundMessageId,
      previousMessageId: replies.previousMessageId,
      decidedBy: nameOf,
      decisionNote: replies.decisionNote,
    })
    .from(replies)
    .leftJoin(staff, eq(staff.id, replies.decidedBy))
    .where(
      and(
        eq(replies.patientId, patientId),
        isOf(which, replies.receivedAt, replies.id),
        visibleReplies(ctx),
      ),
    )
  return rows
    .map(({ eventAt, flags, ...row }) => ({
      ...row,
      at: eventAt ?? row.receivedAt,
      flags: flags as ReplyFlag[],
    }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

function isOf(
  which: Which,
  at: typeof messages.createdAt | typeof replies.receivedAt,
  id: typeof messages.id | typeof replies.id,
): SQL {
  return typeof which === "number" ? gte(at, which) : inArray(id, [...which])
}
