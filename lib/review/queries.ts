import "server-only"
import { and, desc, eq, isNotNull, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyFlag } from "@/db/enums"
import { messages, organizations, patients, replies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readNamesAs } from "@/lib/patients/audited-read"
import { personName } from "@/lib/patients/person-name"
import type { Instant } from "@/lib/time"
import type { QueueItem, ReviewAge, ReviewFilter, ReviewQueue } from "./item"
import { samenessOf } from "./proposal"
import { proposalsOf } from "./proposal-queries"
import { againstTarget } from "./targets"
import {
  countsOf,
  filterOf,
  messageFilter,
  overdueReplies,
  overdueSends,
  replyFilter,
  troubledSends,
  waitingReplies,
} from "./waiting-queries"

/** How many a list begins with, and by how many it grows. */
export const ITEMS_AT_ONCE = 100

/**
 * What waits for a person, narrowed by `filter` and `age`, with the counts of every filter.
 * Quarantined replies are shown to admins alone, and what belongs to no organization to nobody.
 * Leaves an audit entry.
 */
export async function reviewQueue(
  ctx: StaffContext,
  filter: ReviewFilter,
  now: Instant,
  { age = "all", most = ITEMS_AT_ONCE }: { age?: ReviewAge; most?: number } = {},
): Promise<ReviewQueue> {
  const waiting = waitingReplies(ctx)
  const troubled = troubledSends(now)
  const isOver = age === "over"
  const repliesWanted = and(waiting, replyFilter(filter), isOver ? overdueReplies(now) : undefined)
  const sendsWanted = and(troubled, messageFilter(filter), isOver ? overdueSends(now) : undefined)
  return readNamesAs(ctx, async (tx) => {
    const replyItems = await selectReplies(tx, repliesWanted, { now, most })
    const messageItems = await selectMessages(tx, sendsWanted, most)
    return {
      items: [...replyItems, ...messageItems].sort(byUrgency(now)).slice(0, most),
      ...(await countsOf(tx, { waiting, troubled, now })),
      zone: await organizationZone(tx),
    }
  })
}

/** How many items wait in Review for a person of this role, whatever their reason: a number. */
export function waitingInReview(ctx: StaffContext, now: Instant): SQL<number> {
  return sql<number>`((select count(*) from ${replies} where ${replies.organizationId} is not null
      and ${waitingReplies(ctx)})
    + (select count(*) from ${messages} where ${troubledSends(now)}))::int`
}

/** The zone in which the organization's times are told. */
export async function organizationZone(tx: Transaction): Promise<string> {
  const [row] = await tx.select({ zone: organizations.timeZone }).from(organizations)
  return row?.zone ?? "UTC"
}

const replyColumns = {
  id: replies.id,
  state: replies.state,
  reason: replies.reason,
  words: replies.body,
  patientId: patients.id,
  firstName: patients.firstName,
  lastName: patients.lastName,
  senderKind: replies.senderKind,
  phone: replies.fromPhone,
  at: replies.receivedAt,
  flags: replies.flags,
  intent: replies.intent,
  messageId: replies.messageId,
}

async function selectReplies(
  tx: Transaction,
  wanted: SQL | undefined,
  { now, most }: { now: Instant; most: number },
): Promise<QueueItem[]> {
  const rows = await tx
    .select(replyColumns)
    .from(replies)
    .leftJoin(patients, eq(patients.id, replies.patientId))
    .where(and(isNotNull(replies.organizationId), wanted))
    .orderBy(
      sql`coalesce(${replyFilter("safety")}, false) desc`,
      sql`${overdueReplies(now)} desc`,
      desc(replies.receivedAt),
      desc(replies.id),
    )
    .limit(most)
  const proposals = await proposalsOf(tx, rows)
  return rows.map(({ firstName, lastName, flags, intent: _, messageId: __, ...row }) => ({
    kind: "reply" as const,
    ...row,
    filter: filterOf(row.state, row.reason),
    patientName: row.patientId ? personName(firstName, lastName) : null,
    flags: flags as ReplyFlag[],
    proposal: proposals.get(row.id) ?? null,
    sameness: samenessOf(row),
  }))
}

async function selectMessages(
  tx: Transaction,
  wanted: SQL | undefined,
  most: number,
): Promise<QueueItem[]> {
  const rows = await tx
    .select({
      id: messages.id,
      state: messages.state,
      reason: messages.reason,
      words: messages.body,
      patientId: messages.patientId,
      firstName: patients.firstName,
      lastName: patients.lastName,
      phone: messages.phone,
      at: messages.createdAt,
    })
    .from(messages)
    .innerJoin(patients, eq(patients.id, messages.patientId))
    .where(wanted)
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(most)
  return rows.map(({ firstName, lastName, ...row }) => ({
    kind: "message" as const,
    ...row,
    filter: row.state === "unknown" ? ("send_unknown" as const) : ("send_failed" as const),
    patientName: personName(firstName, lastName),
    senderKind: null,
    flags: [],
    proposal: null,
    sameness: null,
  }))
}

function byUrgency(now: Instant) {
  const rank = (item: QueueItem) =>
    2 * Number(item.filter === "safety") + Number(againstTarget(item, now).isOver)
  return (a: QueueItem, b: QueueItem) => rank(b) - rank(a) || b.at - a.at || (a.id < b.id ? 1 : -1)
}
