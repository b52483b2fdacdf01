import type { LocalDate } from "@/lib/local-date"

const DAY_LENGTH_MS = 24 * 60 * 60 * 1000
const LETTERS = "SMTWTFS"
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")

export type GridDay = {
  date: LocalDate
  /** Weekday's letter and day of the month, on two lines. */
  text: string
  /** Set on the first day shown and on the first of each month. */
  month: string | undefined
}

/**
 * The days from `from` to `to`, both included, in weeks that begin on Monday. Dates here have no
 * zone, so days of UTC, all of one length, stand for them and the browser needs no Temporal.
 */
export function gridWeeks(from: LocalDate, to: LocalDate): GridDay[][] {
  const weeks: GridDay[][] = []
  const end = Date.parse(to)
  for (let at = Date.parse(from); at <= end; at += DAY_LENGTH_MS) {
    const day = new Date(at)
    const first = weeks.length === 0
    const label = first || day.getUTCDate() === 1
    if (first || day.getUTCDay() === 1) weeks.push([])
    weeks.at(-1)?.push({
      date: day.toISOString().slice(0, 10),
      text: `${LETTERS[day.getUTCDay()]}\n${day.getUTCDate()}`,
      month: label ? monthLabel(day, first) : undefined,
    })
  }
  return weeks
}

function monthLabel(day: Date, first: boolean): string {
  const month = MONTHS[day.getUTCMonth()] ?? ""
  return first || day.getUTCMonth() === 0 ? `${month} ${day.getUTCFullYear()}` : month
}
