import "server-only"
import { desc, gte, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { MATCH_RULES, type PluginEndpoint } from "@/db/enums"
import { pluginTallies, replies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { asSystem, readAs } from "@/lib/auth/unit-of-work"
import { type DirectoryProgress, directoryProgress } from "@/lib/directory/queries"
import type { LocalDate } from "@/lib/local-date"
import { organizationZoneOf } from "@/lib/patients/zone-queries"
import { DAY_MS, HOUR_MS, type Instant } from "@/lib/time"
import type { RuleCounts } from "./id-world"
import { type SeenKey, seenKeys } from "./keys"
import { haveRepliesStopped, type SilenceFacts } from "./silence"
import { ACCEPTED } from "./tally"

const SHOWN_DAYS = 14
const BEFORE_DAYS = 28
/** A text that is younger may still be answered. */
const TIME_TO_ANSWER_MS = 2 * HOUR_MS

export type RefusedCalls = {
  endpoint: PluginEndpoint
  reason: string
  calls: number
  lastAt: Instant
}
export type RuleDay = {
  day: LocalDate
  counts: RuleCounts
  /** Half of the replies were here so many milliseconds after BioT had recorded them. */
  medianDelayMs: number | null
}

/** What happened on the connection, from what was stored. Instants in epoch milliseconds, UTC. */
export type ConnectionActivity = {
  now: Instant
  zone: string
  lastReplyCallAt: Instant | null
  lastPeopleCallAt: Instant | null
  acceptedCalls: number
  refused: RefusedCalls[]
  keys: SeenKey[]
  /** The newest first, by days of the organization's zone. */
  rules: RuleDay[]
  directory: DirectoryProgress
  silence: SilenceFacts & { hasStopped: boolean }
}

/** The last 14 days of the connection, for Settings. Throws `forbidden`. */
export async function connectionActivity(
  ctx: StaffContext,
  now: Instant,
): Promise<ConnectionActivity> {
  requirePermission(ctx, "settings.manage")
  const since = now - SHOWN_DAYS * DAY_MS
  const tallies = await talliesSince(since)
  const zone = await organizationZoneOf(ctx)
  const [rules, silence] = await readAs(ctx, async (tx) => [
    await rulesByDay(tx, zone, since),
    await silenceFacts(tx, now),
  ])
  const ofAccepted = tallies.filter(({ outcome }) => outcome === ACCEPTED)
  const last = (of: PluginEndpoint) =>
    Math.max(0, ...ofAccepted.filter(({ endpoint }) => endpoint === of).map((t) => t.lastAt)) ||
    null
  return {
    now,
    zone,
    lastReplyCallAt: last("incoming-sms"),
    lastPeopleCallAt: last("people"),
    acceptedCalls: ofAccepted.reduce((sum, { calls }) => sum + calls, 0),
    refused: tallies
      .filter(({ outcome }) => outcome !== ACCEPTED)
      .map(({ outcome, ...tally }) => ({ reason: outcome, ...tally })),
    keys: await seenKeys(),
    rules,
    directory: await directoryProgress(ctx, now),
    silence: { ...silence, hasStopped: haveRepliesStopped(silence) },
  }
}

/** Whether replies have stopped coming; what `connectionActivity` says, for Today. */
export async function repliesHaveStopped(ctx: StaffContext, now: Instant): Promise<boolean> {
  return haveRepliesStopped(await readAs(ctx, (tx) => silenceFacts(tx, now)))
}

function talliesSince(since: Instant) {
  const { endpoint, outcome } = pluginTallies
  return asSystem((tx) =>
    tx
      .select({
        endpoint,
        outcome,
        calls: sql<number>`sum(calls)::int`,
        lastAt: sql<number>`(extract(epoch from max(last_at)) * 1000)::float8`,
      })
      .from(pluginTallies)
      .where(gte(pluginTallies.day, new Date(since).toISOString().slice(0, 10)))
      .groupBy(endpoint, outcome)
      .orderBy(desc(sql`max(last_at)`)),
  )
}

async function rulesByDay(tx: Transaction, zone: string, since: Instant): Promise<RuleDay[]> {
  const { rows } = await tx.execute<{
    day: LocalDate
    counts: Partial<RuleCounts>
    delay: number | null
  }>(sql`
    with told as (
      select to_char(received_at at time zone ${zone}, 'YYYY-MM-DD') as day,
             coalesce(match_rule, 'none') as rule,
             extract(epoch from received_at - event_at) * 1000 as delay
        from replies where received_at >= ${new Date(since).toISOString()}
         and state <> 'received'),
    by_rule as (select day, rule, count(*)::int as n from told group by day, rule)
    select day, (select json_object_agg(rule, n) from by_rule b where b.day = t.day) as counts,
           percentile_cont(0.5) within group (order by greatest(delay, 0))
             filter (where delay is not null) as delay
      from told t group by day order by day desc`)
  // The window begins in the middle of a day, which would show as a day of few replies.
  return rows.slice(0, SHOWN_DAYS).map(({ day, counts, delay }) => ({
    day,
    counts: { ...zeroes(), ...counts },
    medianDelayMs: delay === null ? null : Math.round(delay),
  }))
}

const zeroes = () =>
  Object.fromEntries([...MATCH_RULES, "none"].map((rule) => [rule, 0])) as RuleCounts

async function silenceFacts(tx: Transaction, now: Instant): Promise<SilenceFacts> {
  const [last] = await tx
    .select({ at: replies.receivedAt })
    .from(replies)
    .orderBy(desc(replies.receivedAt))
    .limit(1)
  const lastReplyAt = last?.at ?? null
  const iso = (at: Instant) => new Date(at).toISOString()
  const from = lastReplyAt ?? now - BEFORE_DAYS * DAY_MS
  const { rows } = await tx.execute<{ unanswered: number; reminders: number; answered: number }>(
    sql`
    select count(*) filter (where sent_at > ${iso(from)}
             and sent_at <= ${iso(now - TIME_TO_ANSWER_MS)})::int as unanswered,
           count(*) filter (where sent_at <= ${iso(from)})::int as reminders,
           count(*) filter (where sent_at <= ${iso(from)} and exists (
             select 1 from replies r where r.organization_id = m.organization_id
                and r.patient_id = m.patient_id and r.message_id = m.id))::int as answered
      from messages m
     where state = 'sent' and created_at >= ${iso(from - BEFORE_DAYS * DAY_MS)}
       and exists (select 1 from message_doses d where d.organization_id = m.organization_id
                      and d.message_id = m.id)`,
  )
  const [row] = rows
  const { unanswered = 0, reminders = 0, answered = 0 } = row ?? {}
  return { lastReplyAt, unanswered, before: { reminders, answered } }
}
