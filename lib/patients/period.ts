import { addDays, daysBetween, earlierOf, type LocalDate } from "@/lib/local-date"

export const PERIOD_DAYS = [7, 30, 90, 365] as const
export type PeriodDays = (typeof PERIOD_DAYS)[number]

export const DEFAULT_PERIOD: Period = { days: 30 }
export const LONGEST_PERIOD_DAYS = 400

/** Which days were chosen: so many up to today, or from one date to another, both included. */
export type Period = { days: PeriodDays } | { from: LocalDate; to: LocalDate }

export type PeriodProblem = "no_from" | "no_to" | "order" | "ahead" | "long"

/** What is wrong with two dates as a period, the field that it stands beside, or null. */
export function periodProblem(
  from: string,
  to: string,
  today: LocalDate,
): { field: "from" | "to"; problem: PeriodProblem } | null {
  if (!isDate(from)) return { field: "from", problem: "no_from" }
  if (!isDate(to)) return { field: "to", problem: "no_to" }
  if (from > today) return { field: "from", problem: "ahead" }
  if (to > today) return { field: "to", problem: "ahead" }
  if (to < from) return { field: "to", problem: "order" }
  if (daysBetween(from, to) >= LONGEST_PERIOD_DAYS) return { field: "to", problem: "long" }
  return null
}

type Asked = Partial<Record<"days" | "from" | "to", string | null | undefined>>

/** The period that an address asks for; what is none is the last 30 days. */
export function readPeriod({ days, from, to }: Asked): Period {
  const known = PERIOD_DAYS.find((each) => String(each) === days)
  if (known) return { days: known }
  // A later date than today's only says: up to today, see `periodDates`.
  if (from && to && periodProblem(from, to, "9999-12-31") === null) return { from, to }
  return DEFAULT_PERIOD
}

/** The first and last day of a period on the patient's date `today`, beyond which it never goes. */
export function periodDates(
  period: Period,
  today: LocalDate,
): { fromDate: LocalDate; toDate: LocalDate } {
  if ("days" in period) return { fromDate: addDays(today, 1 - period.days), toDate: today }
  const toDate = earlierOf(period.to, today)
  return { fromDate: earlierOf(period.from, toDate), toDate }
}

/** How many days a period has. */
export function lengthOf({ fromDate, toDate }: { fromDate: LocalDate; toDate: LocalDate }): number {
  return daysBetween(fromDate, toDate) + 1
}

/** The parameters that an address names a period by; null: none is needed. */
export function periodParams(period: Period): Record<"days" | "from" | "to", string | null> {
  if ("days" in period) {
    const isDefault = "days" in DEFAULT_PERIOD && DEFAULT_PERIOD.days === period.days
    return { days: isDefault ? null : String(period.days), from: null, to: null }
  }
  return { days: null, from: period.from, to: period.to }
}

/** As many days right before a period. */
export function periodBefore(dates: { fromDate: LocalDate; toDate: LocalDate }): Period {
  const to = addDays(dates.fromDate, -1)
  return { from: addDays(to, 1 - lengthOf(dates)), to }
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  try {
    return addDays(value, 0) === value
  } catch {
    return false
  }
}
