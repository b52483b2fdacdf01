import "server-only"
import { and, between, eq, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { messages, patients, replies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { personName } from "@/lib/patients/person-name"
import { visibleReplies } from "@/lib/replies/visible-queries"
import { DAY_MS } from "@/lib/time"
import { type AroundItem, nearestAround } from "./around"

const AROUND_MS = 2 * DAY_MS
const MOST_ITEMS = 16
type ReplyRow = typeof replies.$inferSelect

/**
 * The texts in both directions within two days of a reply: its patient's, or, while nobody knows
 * whose it is, its number's. Quarantined ones are for admins.
 */
export async function aroundReply(
  tx: Transaction,
  ctx: StaffContext,
  row: ReplyRow,
): Promise<AroundItem[]> {
  const at = row.eventAt ?? row.receivedAt
  const [sent, received] = [await sentAround(tx, row, at), await receivedAround(tx, ctx, row, at)]
  return nearestAround([...sent, ...received], at, MOST_ITEMS)
}

async function sentAround(tx: Transaction, row: ReplyRow, at: number): Promise<AroundItem[]> {
  const of = row.patientId
    ? eq(messages.patientId, row.patientId)
    : row.fromPhone
      ? eq(messages.phone, row.fromPhone)
      : sql`false`
  const rows = await tx
    .select({
      ...{ id: messages.id, state: messages.state, words: messages.body },
      patientId: messages.patientId,
      ...{ createdAt: messages.createdAt, sentAt: messages.sentAt },
      ...{ firstName: patients.firstName, lastName: patients.lastName },
    })
    .from(messages)
    .innerJoin(patients, eq(patients.id, messages.patientId))
    .where(and(of, between(messages.createdAt, at - AROUND_MS, at + AROUND_MS)))
    .limit(4 * MOST_ITEMS)
  return rows.map(({ firstName, lastName, createdAt, sentAt, ...message }) => ({
    kind: "message" as const,
    ...message,
    at: sentAt ?? createdAt,
    patientName: row.patientId ? null : personName(firstName, lastName),
  }))
}

async function receivedAround(
  tx: Transaction,
  ctx: StaffContext,
  row: ReplyRow,
  at: number,
): Promise<AroundItem[]> {
  const same = or(
    eq(replies.id, row.id),
    row.patientId ? eq(replies.patientId, row.patientId) : undefined,
    !row.patientId && row.fromPhone ? eq(replies.fromPhone, row.fromPhone) : undefined,
  )
  const rows = await tx
    .select({
      ...{ id: replies.id, state: replies.state, words: replies.body },
      ...{ eventAt: replies.eventAt, receivedAt: replies.receivedAt, patientId: patients.id },
      ...{ firstName: patients.firstName, lastName: patients.lastName },
    })
    .from(replies)
    .leftJoin(patients, eq(patients.id, replies.patientId))
    .where(
      and(same, visibleReplies(ctx), between(replies.receivedAt, at - AROUND_MS, at + AROUND_MS)),
    )
    .limit(4 * MOST_ITEMS)
  return rows.map(({ eventAt, receivedAt, firstName, lastName, ...reply }) => ({
    kind: "reply" as const,
    ...reply,
    at: eventAt ?? receivedAt,
    patientName: row.patientId || !reply.patientId ? null : personName(firstName, lastName),
    isThis: reply.id === row.id,
  }))
}
