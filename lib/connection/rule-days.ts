import "server-only"
import { sql } from "drizzle-orm"
import { Temporal } from "temporal-polyfill"
import type { Transaction } from "@/db/client"
import { MATCH_RULES } from "@/db/enums"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { RuleCounts } from "./id-world"

export type RuleDay = {
  day: LocalDate
  counts: RuleCounts
  /** Half of the replies were here so many milliseconds after BioT had recorded them. */
  medianDelayMs: number | null
}

type Row = { n: number; counts: Partial<RuleCounts>; delay: number | null }

/**
 * By which rule the replies of the last `days` local days of `zone` (IANA) were matched, the newest
 * day first; days without replies are left out. The days' beginnings are reckoned here, as Postgres
 * may not know a zone that we know.
 */
export async function rulesByDay(
  tx: Transaction,
  of: { zone: string; days: number; now: Instant },
): Promise<RuleDay[]> {
  const today = localDateAt(of.now, of.zone)
  const dates = Array.from({ length: of.days }, (_, n) => addDays(today, n + 1 - of.days))
  const begins = dates.map((date) => new Date(startOf(date, of.zone)).toISOString())
  const { rows } = await tx.execute<Row>(sql`
    with told as (
      select width_bucket(received_at, ${sql.param(begins)}::timestamptz[]) as n,
             coalesce(match_rule, 'none') as rule,
             extract(epoch from received_at - event_at) * 1000 as delay
        from replies where received_at >= ${begins[0]} and state <> 'received'),
    by_rule as (select n, rule, count(*)::int as count from told group by n, rule)
    select n, (select json_object_agg(rule, count) from by_rule b where b.n = t.n) as counts,
           percentile_cont(0.5) within group (order by greatest(delay, 0))
             filter (where delay is not null) as delay
      from told t group by n order by n desc`)
  return rows.map(({ n, counts, delay }) => ({
    day: dates[n - 1] ?? today,
    counts: { ...NONE, ...counts },
    medianDelayMs: delay === null ? null : Math.round(delay),
  }))
}

const NONE = Object.fromEntries([...MATCH_RULES, "none"].map((rule) => [rule, 0])) as RuleCounts

function startOf(date: LocalDate, zone: string): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds
}
