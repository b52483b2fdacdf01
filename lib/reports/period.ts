import { addDays, daysBetween, type LocalDate } from "@/lib/local-date"

export const REPORT_DAYS = [7, 30, 90] as const
export type ReportDays = (typeof REPORT_DAYS)[number]
export const USUAL_REPORT_DAYS: ReportDays = 30
export const MOST_REPORT_DAYS = 366

/** The last days up to today, or days that were named, both included. */
export type Period =
  | { kind: "last"; days: ReportDays }
  | { kind: "named"; from: LocalDate; to: LocalDate }

export type PeriodDates = { from: LocalDate; to: LocalDate }

/** Days of each patient's own calendar; `today` is the organization's. */
export function datesOf(period: Period, today: LocalDate): PeriodDates {
  if (period.kind === "named") return { from: period.from, to: period.to }
  return { from: addDays(today, 1 - period.days), to: today }
}

/** Named days as the last ones up to today, where they are these. */
export function asLastDays(period: Period, today: LocalDate): Period {
  if (period.kind === "last") return period
  const days = REPORT_DAYS.find((each) => {
    const { from, to } = datesOf({ kind: "last", days: each }, today)
    return from === period.from && to === period.to
  })
  return days ? { kind: "last", days } : period
}

/** The period as it is kept and compared: "30", "2026-01-01..2026-01-31". */
export function periodKey(period: Period): string {
  return period.kind === "last" ? String(period.days) : `${period.from}..${period.to}`
}

/** What `periodKey` wrote; null for what it did not. */
export function periodOfKey(key: string): Period | null {
  const days = REPORT_DAYS.find((each) => String(each) === key)
  if (days) return { kind: "last", days }
  const [from, to] = key.split("..")
  return from && to ? { kind: "named", from, to } : null
}

/** `days=30` or `from=2026-01-01&to=2026-01-31`, as the report's addresses have it. */
export function periodQuery(period: Period): Record<string, string> {
  if (period.kind === "last") return { days: String(period.days) }
  return { from: period.from, to: period.to }
}

export type PeriodProblem = "order" | "long"

/** What keeps named days from being reported on; null: nothing. */
export function problemOf({ from, to }: PeriodDates): PeriodProblem | null {
  if (from > to) return "order"
  return daysBetween(from, to) < MOST_REPORT_DAYS ? null : "long"
}
