import "server-only"
import { and, count, desc, eq, gte, like, max, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { PluginEndpoint } from "@/db/enums"
import { messages, pluginTallies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { asSystem, readAs } from "@/lib/auth/unit-of-work"
import { type DirectoryProgress, directoryProgress } from "@/lib/directory/queries"
import { organizationZoneOf } from "@/lib/patients/zone-queries"
import { DAY_MS, type Instant } from "@/lib/time"
import { type SeenKey, seenKeys } from "./keys"
import { type RuleDay, rulesByDay } from "./rule-days"
import { haveRepliesStopped, type SilenceFacts } from "./silence"
import { silenceFacts } from "./silence-queries"
import { ACCEPTED } from "./tally"

const SHOWN_DAYS = 14

export type RefusedCalls = {
  endpoint: PluginEndpoint
  reason: string
  calls: number
  lastAt: Instant
}

/**
 * What happened on the connection, from what was stored. Calls are those of all organizations: who
 * is turned away belongs to none. Instants in epoch milliseconds, UTC.
 */
export type ConnectionActivity = {
  now: Instant
  zone: string
  /** When each endpoint last let a call in, however long ago. */
  lastCallAt: Record<PluginEndpoint, Instant | null>
  acceptedCalls: number
  refused: RefusedCalls[]
  keys: SeenKey[]
  rules: RuleDay[]
  directory: DirectoryProgress
  silence: SilenceFacts & { hasStopped: boolean }
  /** Texts of the last day that BioT refused for want of a permission or of a login. */
  forbiddenSends: number
}

/** The connection's last 14 days, for Settings. Throws `forbidden`. */
export async function connectionActivity(
  ctx: StaffContext,
  now: Instant,
): Promise<ConnectionActivity> {
  requirePermission(ctx, "settings.manage")
  const tallies = await talliesSince(now - SHOWN_DAYS * DAY_MS)
  const zone = await organizationZoneOf(ctx)
  const own = await readAs(ctx, async (tx) => ({
    rules: await rulesByDay(tx, { zone, days: SHOWN_DAYS, now }),
    silence: await silenceFacts(tx, now),
    forbiddenSends: await forbiddenSends(tx, now),
  }))
  const isAccepted = ({ outcome }: { outcome: string }) => outcome === ACCEPTED
  return {
    now,
    zone,
    lastCallAt: await lastCalls(),
    acceptedCalls: tallies.filter(isAccepted).reduce((sum, { calls }) => sum + calls, 0),
    refused: tallies
      .filter((tally) => !isAccepted(tally))
      .map(({ outcome, ...tally }) => ({ reason: outcome, ...tally })),
    keys: await seenKeys(),
    directory: await directoryProgress(ctx, now),
    ...own,
    silence: { ...own.silence, hasStopped: haveRepliesStopped(own.silence) },
  }
}

/** When the organization's last reply came, and whether they have stopped coming; for Today. */
export async function repliesStanding(
  ctx: StaffContext,
  now: Instant,
): Promise<{ lastReplyAt: Instant | null; hasStopped: boolean }> {
  const facts = await readAs(ctx, (tx) => silenceFacts(tx, now))
  return { lastReplyAt: facts.lastReplyAt, hasStopped: haveRepliesStopped(facts) }
}

function talliesSince(since: Instant) {
  const { endpoint, outcome } = pluginTallies
  return asSystem((tx) =>
    tx
      .select({ endpoint, outcome, calls: sql<number>`sum(calls)::int`, lastAt: lastAtSql })
      .from(pluginTallies)
      .where(gte(pluginTallies.day, new Date(since).toISOString().slice(0, 10)))
      .groupBy(endpoint, outcome)
      .orderBy(desc(max(pluginTallies.lastAt))),
  )
}

async function lastCalls(): Promise<ConnectionActivity["lastCallAt"]> {
  const rows = await asSystem((tx) =>
    tx
      .select({ endpoint: pluginTallies.endpoint, lastAt: lastAtSql })
      .from(pluginTallies)
      .where(eq(pluginTallies.outcome, ACCEPTED))
      .groupBy(pluginTallies.endpoint),
  )
  const last = (of: PluginEndpoint) => rows.find(({ endpoint }) => endpoint === of)?.lastAt ?? null
  return { "incoming-sms": last("incoming-sms"), people: last("people") }
}

const lastAtSql = sql<number>`(extract(epoch from max(last_at)) * 1000)::float8`

async function forbiddenSends(tx: Transaction, now: Instant): Promise<number> {
  const { state, reason, createdAt } = messages
  const [row] = await tx
    .select({ n: count() })
    .from(messages)
    .where(
      and(
        eq(state, "failed"),
        gte(createdAt, now - DAY_MS),
        or(eq(reason, "ACCESS_DENIED"), like(reason, "service_login%")),
      ),
    )
  return row?.n ?? 0
}
