import { memoized } from "./memoized"
import { DAY_MS } from "./time"

/** A day of somebody's calendar, `YYYY-MM-DD`; it has no zone and no length. ISO order is text order. */
export type LocalDate = string

/** `days` may be negative. Throws RangeError on what is not a date. */
export const addDays: (date: LocalDate, days: number) => LocalDate = memoized(
  2_000,
  (date: LocalDate, days: number) => dateAt(startOf(date) + days * DAY_MS),
)

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((startOf(to) - startOf(from)) / DAY_MS)
}

export function earlierOf(one: LocalDate, other: LocalDate): LocalDate {
  if (one < other) return one
  return other
}

export function laterOf(one: LocalDate, other: LocalDate): LocalDate {
  if (one > other) return one
  return other
}

/** ISO: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(Date.parse(date)).getUTCDay() || 7
}

/** A date has no zone, so days of UTC, all of one length, stand for its calendar. */
function startOf(date: LocalDate): number {
  const at = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(at) || dateAt(at) !== date) throw new RangeError(`Not a date: ${date}`)
  return at
}

function dateAt(at: number): LocalDate {
  return new Date(at).toISOString().slice(0, 10)
}

const clockOf = memoized(
  500,
  (timeZone: string) =>
    // Swedish writes dates as ISO 8601 does.
    new Intl.DateTimeFormat("sv-SE", {
      ...{ timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit" },
    }),
)

/**
 * Date and time (`HH:MM`) that calendar and clock on the wall of `timeZone` (IANA) show at `at`.
 * Throws RangeError on what is no zone. By Intl, for Temporal weighs much in a browser.
 */
export function localWall(at: number, timeZone: string): { date: LocalDate; time: string } {
  const [date = "", time = ""] = clockOf(timeZone).format(at).split(" ")
  return { date, time }
}

export function localDateAt(at: number, timeZone: string): LocalDate {
  return localWall(at, timeZone).date
}

export function localTimeAt(at: number, timeZone: string): string {
  return localWall(at, timeZone).time
}
