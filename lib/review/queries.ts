import "server-only"
import { and, count, desc, eq, gte, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyFlag, ReplyReason, ReplyState } from "@/db/enums"
import { messages, organizations, patients, replies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { readAs } from "@/lib/auth/unit-of-work"
import { personName } from "@/lib/patients/person-name"
import { DAY_MS, type Instant } from "@/lib/time"
import {
  FILTER_OF_REASON,
  REVIEW_FILTERS,
  type ReviewFilter,
  type ReviewItem,
  type ReviewQueue,
} from "./item"

const MOST_ITEMS = 100
/** Older failed sends have nothing left to decide; the messages' log keeps them. */
export const SENDS_FOR_MS = 7 * DAY_MS

/**
 * What waits for a person, narrowed by `filter`, with the counts of every filter. Quarantined
 * replies are shown to admins alone, and what belongs to no organization to nobody.
 */
export async function reviewQueue(
  ctx: StaffContext,
  filter: ReviewFilter,
  now: Instant,
): Promise<ReviewQueue> {
  const waiting = waitingReplies(ctx)
  const troubled = troubledSends(now)
  return readAs(ctx, async (tx) => {
    const replyItems = await selectReplies(tx, and(waiting, replyFilter(filter)))
    const messageItems = await selectMessages(tx, and(troubled, messageFilter(filter)))
    return {
      items: [...replyItems, ...messageItems].sort(bySafetyThenNewest).slice(0, MOST_ITEMS),
      counts: await countsOf(tx, waiting, troubled),
      zone: await organizationZone(tx),
    }
  })
}

/** How many items wait in Review for a person of this role, whatever their reason. */
export async function waitingInReview(
  tx: Transaction,
  ctx: StaffContext,
  now: Instant,
): Promise<number> {
  return (await countsOf(tx, waitingReplies(ctx), troubledSends(now))).all
}

/** The zone in which the organization's times are told. */
export async function organizationZone(tx: Transaction): Promise<string> {
  const [row] = await tx.select({ zone: organizations.timeZone }).from(organizations)
  return row?.zone ?? "UTC"
}

/** The states in which a reply waits for a person of this role. */
export function waitingStates(ctx: StaffContext): ReplyState[] {
  const states: ReplyState[] = ["review", "unmatched", "failed"]
  return can(ctx.role, "review.quarantine") ? [...states, "quarantined"] : states
}

function waitingReplies(ctx: StaffContext): SQL {
  return inArray(replies.state, waitingStates(ctx))
}

function troubledSends(now: Instant): SQL | undefined {
  return and(
    inArray(messages.state, ["failed", "unknown"]),
    gte(messages.createdAt, now - SENDS_FOR_MS),
  )
}

const NEVER = sql`false`

function replyFilter(filter: ReviewFilter): SQL | undefined {
  if (filter === "all") return undefined
  if (filter === "failed" || filter === "quarantined") return eq(replies.state, filter)
  const reasons = Object.entries(FILTER_OF_REASON).flatMap(([reason, of]) =>
    of === filter ? [reason as ReplyReason] : [],
  )
  if (reasons.length === 0) return NEVER
  const decidable = inArray(replies.state, ["review", "unmatched"])
  const hasReason = inArray(replies.reason, reasons)
  // A reply in review whose reason was not kept still stands somewhere.
  const has = filter === "unclear" ? or(hasReason, sql`${replies.reason} is null`) : hasReason
  return and(decidable, has)
}

function messageFilter(filter: ReviewFilter): SQL | undefined {
  if (filter === "all") return undefined
  if (filter === "send_failed") return eq(messages.state, "failed")
  return filter === "send_unknown" ? eq(messages.state, "unknown") : NEVER
}

/** The filter under which a waiting reply stands. */
export function filterOf(state: ReplyState, reason: ReplyReason | null): ReviewFilter {
  if (state === "failed" || state === "quarantined") return state
  return (reason && FILTER_OF_REASON[reason]) ?? "unclear"
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
}

async function selectReplies(tx: Transaction, wanted: SQL | undefined): Promise<ReviewItem[]> {
  const rows = await tx
    .select(replyColumns)
    .from(replies)
    .leftJoin(patients, eq(patients.id, replies.patientId))
    .where(and(isNotNull(replies.organizationId), wanted))
    .orderBy(sql`coalesce(${replies.reason} = 'safety', false) desc`, desc(replies.receivedAt))
    .limit(MOST_ITEMS)
  return rows.map(({ firstName, lastName, flags, ...row }) => ({
    kind: "reply" as const,
    ...row,
    filter: filterOf(row.state, row.reason),
    patientName: row.patientId ? personName(firstName, lastName) : null,
    flags: flags as ReplyFlag[],
  }))
}

async function selectMessages(tx: Transaction, wanted: SQL | undefined): Promise<ReviewItem[]> {
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
    .orderBy(desc(messages.createdAt))
    .limit(MOST_ITEMS)
  return rows.map(({ firstName, lastName, ...row }) => ({
    kind: "message" as const,
    ...row,
    filter: row.state === "unknown" ? ("send_unknown" as const) : ("send_failed" as const),
    patientName: personName(firstName, lastName),
    senderKind: null,
    flags: [],
  }))
}

function bySafetyThenNewest(a: ReviewItem, b: ReviewItem): number {
  const urgency = Number(b.filter === "safety") - Number(a.filter === "safety")
  return urgency || b.at - a.at || (a.id < b.id ? 1 : -1)
}

async function countsOf(
  tx: Transaction,
  waiting: SQL | undefined,
  troubled: SQL | undefined,
): Promise<Record<ReviewFilter, number>> {
  const counts = Object.fromEntries(REVIEW_FILTERS.map((filter) => [filter, 0])) as Record<
    ReviewFilter,
    number
  >
  const add = (filter: ReviewFilter, n: number) => {
    counts[filter] += n
    counts.all += n
  }
  const byReason = await tx
    .select({ state: replies.state, reason: replies.reason, n: count() })
    .from(replies)
    .where(and(isNotNull(replies.organizationId), waiting))
    .groupBy(replies.state, replies.reason)
  for (const { state, reason, n } of byReason) add(filterOf(state, reason), n)
  const byState = await tx
    .select({ state: messages.state, n: count() })
    .from(messages)
    .where(troubled)
    .groupBy(messages.state)
  for (const { state, n } of byState) add(state === "unknown" ? "send_unknown" : "send_failed", n)
  return counts
}
