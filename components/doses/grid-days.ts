import type { Language } from "@/lib/i18n/languages"
import { addDays, type LocalDate, weekdayOf } from "@/lib/local-date"

export type GridDay = {
  date: LocalDate
  /** Weekday's letter and day of the month, on two lines. */
  text: string
  /** Set on the first day shown and of each week, so that one is in sight however far one scrolls. */
  month: string | undefined
  /** On the first of a month, and on the first day shown. */
  startsMonth: boolean
  /** Other than 24: the clocks change; 0: the calendar has no such day. */
  hours: number
}

/**
 * The days from `from` to `to`, both included, in weeks that begin on Monday. `unusual` holds the
 * hours of days that have not 24.
 */
export function gridWeeks(
  from: LocalDate,
  to: LocalDate,
  language: Language = "en",
  unusual: ReadonlyMap<LocalDate, number> = new Map(),
): GridDay[][] {
  const weeks: GridDay[][] = []
  const names = dayNames(language)
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const first = weeks.length === 0
    const startsWeek = first || weekdayOf(date) === 1
    const startsMonth = first || date.endsWith("-01")
    if (startsWeek) weeks.push([])
    weeks.at(-1)?.push({
      date,
      text: `${names.letter(date)}\n${Number(date.slice(8))}`,
      month: startsWeek || startsMonth ? names.month(date) : undefined,
      startsMonth,
      hours: unusual.get(date) ?? 24,
    })
  }
  return weeks
}

function dayNames(language: Language) {
  const letters = new Map<number, string>()
  return {
    letter: (date: LocalDate) => {
      const day = weekdayOf(date)
      const known = letters.get(day) ?? nameOf(date, language, { weekday: "narrow" })
      letters.set(day, known)
      return known
    },
    month: (date: LocalDate) => monthName(date, language),
  }
}

/** "Tue 3", for narrow columns. */
export function gridDayName(date: LocalDate, language: Language): string {
  return `${nameOf(date, language, { weekday: "short" })} ${nameOf(date, language, { day: "numeric" })}`
}

/** "Nov", and with the year where one begins. */
export function monthName(date: LocalDate, language: Language): string {
  const name = nameOf(date, language, { month: "short" })
  return date.endsWith("-01-01") ? `${name} ${date.slice(0, 4)}` : name
}

// Making a format takes longer than a hundred uses of it.
const formats = new Map<string, Intl.DateTimeFormat>()

function nameOf(date: LocalDate, language: Language, of: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${JSON.stringify(of)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(language, { ...of, timeZone: "UTC" })
    formats.set(key, format)
  }
  return format.format(Date.parse(`${date}T00:00Z`))
}
