import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { ENOUGH_DOSES } from "@/lib/doses/figures"
import { addDays } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { PeriodDates } from "./period"
import type { Slice } from "./slice"
import { TALLIED_STATES, type TalliedState, type Tally } from "./tally"

/** No zone's day is further from UTC's than this. */
const ZONE_MARGIN_DAYS = 2

const BAND_WIDTH = 10
const LAST_BAND = 90

/** A closed window decides a dose by the clock, even before the worker has written it down. */
const BY_THE_CLOCK: Partial<Record<TalliedState, string>> = {
  no_response: "or d.state in ('scheduled', 'pending') and d.reminded",
  not_reminded: "or d.state in ('scheduled', 'pending') and not d.reminded",
}
const isIn = (state: TalliedState) => sql.raw(`(d.state = '${state}' ${BY_THE_CLOCK[state] ?? ""})`)

const COUNTED: readonly TalliedState[] = [
  ...(["taken_on_time", "taken_late", "taken_confirmed"] as const),
  ...(["not_taken", "no_response", "conflicting"] as const),
]
const COLUMNS: readonly (keyof Tally)[] = [...TALLIED_STATES, "asked", "replied"]

const column = (name: keyof Tally) => sql.raw(`"${name}"`)
const joined = (parts: SQL[], by = sql`, `) => sql.join(parts, by)

/** The doses that a report is about: closed at `now` and due on the days, in the patient's calendar. */
export function closedDoses(dates: PeriodDates, now: Instant): SQL {
  // The index knows instants; the days themselves are each dose's own.
  return sql`d.state <> 'cancelled' and d.closes_at <= ${new Date(now).toISOString()}::timestamptz
    and d.local_date between ${dates.from}::date and ${dates.to}::date
    and d.due_at between ${addDays(dates.from, -ZONE_MARGIN_DAYS)}::timestamptz
      and ${addDays(dates.to, ZONE_MARGIN_DAYS)}::timestamptz`
}

/** Counts doses `d` into the columns of a tally. */
export const countDoses: SQL = joined([
  ...TALLIED_STATES.map(
    (state) => sql`count(*) filter (where ${isIn(state)})::int as ${column(state)}`,
  ),
  sql`count(*) filter (where d.reminded and d.state <> 'excused')::int as "asked"`,
  sql`count(*) filter (where d.reminded and d.state <> 'excused' and d.replied)::int as "replied"`,
])

/** Adds tallies up. */
export const addTallies: SQL = joined(
  COLUMNS.map((name) => sql`sum(${column(name)})::int as ${column(name)}`),
)

const sum = (states: readonly TalliedState[]) => sql`(${joined(states.map(column), sql` + `)})`
export const expected: SQL = sum(COUNTED)
export const taken: SQL = sum(["taken_on_time", "taken_late", "taken_confirmed"])

/**
 * Where a tally's band begins; null with too few doses. Rounded as `wholePercent` does it, in the
 * same arithmetic, so that nobody stands in another band than on their own page.
 */
export const bandStart: SQL = sql`case when ${expected} >= ${sql.raw(String(ENOUGH_DOSES))}
  then least(${sql.raw(String(LAST_BAND))}, floor(floor(${taken}::float8 / ${expected}::float8 * 100 + 0.5)
    / ${sql.raw(String(BAND_WIDTH))})::int * ${sql.raw(String(BAND_WIDTH))}) end`

/** What a slice asks of single doses. */
export function dosesIn({ medication, weekday, hour }: Slice): SQL {
  return joined(
    [
      sql`true`,
      ...(medication === null ? [] : [sql`g.medication = ${medication}`]),
      ...(weekday === null ? [] : [sql`extract(isodow from d.local_date) = ${weekday}`]),
      ...(hour === null ? [] : [sql`left(d.slot, 2)::int = ${hour}`]),
    ],
    sql` and `,
  )
}

/** What it asks of a patient's whole tally `t`. */
export function patientsIn({ band, contact, state }: Slice): SQL {
  const asks = {
    texted: sql`"asked" > 0`,
    answered: sql`"replied" > 0`,
    silent: sql`"asked" > 0 and "replied" = 0`,
    not_texted: sql`"asked" = 0`,
  }
  return joined(
    [
      sql`true`,
      ...(band === "unknown" ? [sql`${bandStart} is null`] : []),
      ...(typeof band === "number" ? [sql`${bandStart} = ${band}`] : []),
      ...(contact === null ? [] : [asks[contact]]),
      ...(state === null ? [] : [sql`${column(state)} > 0`]),
    ],
    sql` and `,
  )
}
