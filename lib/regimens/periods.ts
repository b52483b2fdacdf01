import type { LocalDate } from "@/lib/local-date"

/** Days, both included, that are left out of the plan: of one regimen (a pause) or of all (null). */
export type PeriodSpan = {
  id: string
  regimenId: string | null
  fromDate: LocalDate
  toDate: LocalDate | null
}

/** The first period that excuses a dose; null: none does. */
export function excusingPeriod<T extends PeriodSpan>(
  dose: { regimenId: string; localDate: LocalDate },
  periods: readonly T[],
): T | null {
  return periods.find((period) => isWithinPeriod(dose, period)) ?? null
}

function isWithinPeriod(
  dose: { regimenId: string; localDate: LocalDate },
  { regimenId, fromDate, toDate }: PeriodSpan,
): boolean {
  if (regimenId !== null && regimenId !== dose.regimenId) return false
  return dose.localDate >= fromDate && (toDate === null || dose.localDate <= toDate)
}
