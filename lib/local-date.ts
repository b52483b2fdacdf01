import { Temporal } from "temporal-polyfill"
import { memoized } from "./memoized"

/** A day of somebody's calendar, `YYYY-MM-DD`; it has no zone and no length. ISO order is text order. */
export type LocalDate = string

/** `days` may be negative. Throws RangeError on what is not a date. */
export const addDays: (date: LocalDate, days: number) => LocalDate = memoized(
  1_000,
  (date: LocalDate, days: number) => Temporal.PlainDate.from(date).add({ days }).toString(),
)

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: "days" }).days
}

/** The date that the calendar on the wall of `timeZone` (IANA) shows at `at`. */
export function localDateAt(at: number, timeZone: string): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
}

/** The time `HH:MM` that the clock on the wall of `timeZone` (IANA) shows at `at`. */
export function localTimeAt(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: "minute" })
}
