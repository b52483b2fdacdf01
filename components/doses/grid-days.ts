import type { LocalDate } from "@/lib/local-date"

const DAY_LENGTH_MS = 24 * 60 * 60 * 1000
const LETTERS = "SMTWTFS"
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")

export type GridDay = {
  date: LocalDate
  /** Weekday's letter and day of the month, on two lines. */
  text: string
  /** Set on the first day shown and of each week, so that one is in sight however far one scrolls. */
  month: string | undefined
  /** On the first of a month, and on the first day shown. */
  startsMonth: boolean
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
    const startsWeek = first || day.getUTCDay() === 1
    const startsMonth = first || day.getUTCDate() === 1
    if (startsWeek) weeks.push([])
    weeks.at(-1)?.push({
      date: day.toISOString().slice(0, 10),
      text: `${LETTERS[day.getUTCDay()]}\n${day.getUTCDate()}`,
      month: startsWeek || startsMonth ? monthLabel(day) : undefined,
      startsMonth,
    })
  }
  return weeks
}

/** With the year where one begins. */
function monthLabel(day: Date): string {
  const month = MONTHS[day.getUTCMonth()] ?? ""
  return day.getUTCMonth() === 0 && day.getUTCDate() === 1
    ? `${month} ${day.getUTCFullYear()}`
    : month
}
