import { addDays, daysBetween, type LocalDate } from "@/lib/local-date"
import type { Recurrence } from "./schedule"

/** The dated part of a version: what a change of zone splits. */
export type DatedVersion = {
  startDate: LocalDate
  endDate: LocalDate | null
  recurrence: Recurrence
}

export type Rezoned = {
  /** The last day of the version as it was; null: it has not begun, so it may change as a whole. */
  lastDate: LocalDate | null
  /** What goes on in the new zone, in order; the dates of no two overlap. */
  next: DatedVersion[]
}

/**
 * Splits a version at `from`, the first day that is told in another zone, so that it recurs on the
 * same days as before: `every` and `cycle` count from their start. Null: it is over by then.
 * Source: design 4-adherence, Schedules (effective-dated).
 */
export function rezoneVersion(version: DatedVersion, from: LocalDate): Rezoned | null {
  const { startDate, endDate, recurrence } = version
  if (endDate !== null && endDate < from) return null
  if (startDate >= from) return { lastDate: null, next: [version] }
  const parts = partsFrom(recurrence, daysBetween(startDate, from), from)
  const next = parts.flatMap((part): DatedVersion[] => {
    const last = earlier(part.endDate, endDate)
    return last !== null && last < part.startDate ? [] : [{ ...part, endDate: last }]
  })
  return { lastDate: addDays(from, -1), next }
}

/** `gone` days after its start, a recurrence as it goes on from `from`. */
function partsFrom(recurrence: Recurrence, gone: number, from: LocalDate): DatedVersion[] {
  const endless = (startDate: LocalDate) => ({ startDate, endDate: null, recurrence })
  if (recurrence.kind === "daily" || recurrence.kind === "weekdays") return [endless(from)]
  const length = recurrence.kind === "every" ? recurrence.days : recurrence.on + recurrence.off
  const phase = gone % length
  if (phase === 0) return [endless(from)]
  const turn = addDays(from, length - phase)
  if (recurrence.kind === "every" || phase >= recurrence.on) return [endless(turn)]
  const lastOfTurn = addDays(from, recurrence.on - phase - 1)
  const rest = { startDate: from, endDate: lastOfTurn, recurrence: { kind: "daily" } as const }
  return [rest, endless(turn)]
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
