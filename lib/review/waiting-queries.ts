import "server-only"
import { and, count, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyReason, ReplyState } from "@/db/enums"
import { messages, replies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { DAY_MS, type Instant } from "@/lib/time"
import { FILTER_OF_REASON, REVIEW_FILTERS, type ReviewFilter, type ReviewQueue } from "./item"
import { targetMs } from "./targets"

/** Older failed sends have nothing left to decide; the messages' log keeps them. */
export const SENDS_FOR_MS = 7 * DAY_MS

/** The states in which a reply waits for a person of this role. */
export function waitingStates(ctx: StaffContext): ReplyState[] {
  const states: ReplyState[] = ["review", "unmatched", "failed"]
  return can(ctx.role, "review.quarantine") ? [...states, "quarantined"] : states
}

/** The replies that wait for a person of this role. */
export function waitingReplies(ctx: StaffContext): SQL {
  return inArray(replies.state, waitingStates(ctx))
}

/** Sends of the last days that failed, or of which nobody knows, and with which nobody has dealt. */
export function troubledSends(now: Instant): SQL | undefined {
  return and(
    inArray(messages.state, ["failed", "unknown"]),
    gte(messages.createdAt, now - SENDS_FOR_MS),
    isNull(messages.settledAt),
    // Somebody has dealt with it: what becomes of the new one shows by itself, unless it never goes.
    sql`not exists (select from messages again
      where again.again_of = messages.id and again.state <> 'cancelled')`,
  )
}

const NEVER = sql`false`

/** What of the replies that wait stands under a filter. */
export function replyFilter(filter: ReviewFilter): SQL | undefined {
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

export function messageFilter(filter: ReviewFilter): SQL | undefined {
  if (filter === "all") return undefined
  if (filter === "send_failed") return eq(messages.state, "failed")
  return filter === "send_unknown" ? eq(messages.state, "unknown") : NEVER
}

/** Of what waits, what is over its target. */
export function overdueReplies(now: Instant): SQL {
  const late = REVIEW_FILTERS.filter((filter) => filter !== "all").map((filter) =>
    and(replyFilter(filter), lt(replies.receivedAt, now - targetMs(filter))),
  )
  return sql`coalesce(${or(...late)}, false)`
}

export function overdueSends(now: Instant): SQL {
  return lt(messages.createdAt, now - targetMs("send_failed"))
}

/** The filter under which a waiting reply stands. */
export function filterOf(state: ReplyState, reason: ReplyReason | null): ReviewFilter {
  if (state === "failed" || state === "quarantined") return state
  return (reason && FILTER_OF_REASON[reason]) ?? "unclear"
}

type Waiting = { waiting: SQL; troubled: SQL | undefined; now: Instant }
type Counts = Pick<ReviewQueue, "counts" | "over">

/** How many wait under each filter, and how many of them are over their target. */
export async function countsOf(tx: Transaction, of: Waiting): Promise<Counts> {
  const none = () =>
    Object.fromEntries(REVIEW_FILTERS.map((filter) => [filter, 0])) as Record<ReviewFilter, number>
  const found: Counts = { counts: none(), over: none() }
  const add = (filter: ReviewFilter, { n, late }: { n: number; late: number }) => {
    for (const each of [filter, "all"] as const) {
      found.counts[each] += n
      found.over[each] += late
    }
  }
  const lateReplies = sql<number>`count(*) filter (where ${overdueReplies(of.now)})`.mapWith(Number)
  const byReason = await tx
    .select({ state: replies.state, reason: replies.reason, n: count(), late: lateReplies })
    .from(replies)
    .where(and(isNotNull(replies.organizationId), of.waiting))
    .groupBy(replies.state, replies.reason)
  for (const row of byReason) add(filterOf(row.state, row.reason), row)
  const lateSends = sql<number>`count(*) filter (where ${overdueSends(of.now)})`.mapWith(Number)
  const byState = await tx
    .select({ state: messages.state, n: count(), late: lateSends })
    .from(messages)
    .where(of.troubled)
    .groupBy(messages.state)
  for (const row of byState) add(row.state === "unknown" ? "send_unknown" : "send_failed", row)
  return found
}
