import { DOSE_STATES, type DoseState } from "@/db/enums"
import type { LocalDate } from "@/lib/local-date"
import type { TimelineDose } from "@/lib/patients/timeline"
import type { Instant } from "@/lib/time"

/**
 * Doses as they cross the wire. A year has 1,400 of them, of which most share their medication, time
 * and windows, so what they share is told once.
 */
export type PackedDoses = { plans: PackedPlan[]; doses: PackedDose[] }

/** Regimen, medication, dose, time, zone; then the window's milliseconds from the due time on. */
export type PackedPlan = [
  regimenId: string,
  medication: string,
  doseText: string,
  slot: string,
  zone: string,
  opens: number,
  onTimeUntil: number,
  closes: number,
]

/** The taken time in milliseconds from the due time on. */
export type PackedDose = [
  id: string,
  plan: number,
  localDate: LocalDate,
  dueAt: Instant,
  state: number,
  flags: number,
  taken?: number,
]

/** Added up in a dose's flags. */
export const REMINDED = 1
export const REPLIED = 2

/** Written out field by field: a year of objects made by spreading takes ten times as long. */
export function unpackDoses({ plans, doses }: PackedDoses): TimelineDose[] {
  const opened: TimelineDose[] = []
  for (const dose of doses) {
    const plan = plans[dose[1]]
    if (!plan) continue
    const [localDate, dueAt, flags, taken] = [dose[2], dose[3], dose[5], dose[6]]
    const [opensAt, onTimeUntil, closesAt] = [dueAt + plan[5], dueAt + plan[6], dueAt + plan[7]]
    const takenAt = taken === undefined ? null : dueAt + taken
    const said = takenFlags({ opensAt, onTimeUntil, closesAt }, takenAt)
    opened.push({
      id: dose[0],
      regimenId: plan[0],
      medication: plan[1],
      doseText: plan[2],
      localDate,
      slot: plan[3],
      zone: plan[4],
      dueAt,
      opensAt,
      onTimeUntil,
      closesAt,
      state: DOSE_STATES[dose[4]] ?? "scheduled",
      takenAt,
      onTime: said.onTime,
      outsideWindow: said.outsideWindow,
      reminded: (flags & REMINDED) !== 0,
      replied: (flags & REPLIED) !== 0,
    })
  }
  return opened
}

/** What a taken time says of a dose, by its windows; as `reduceDose` has it. */
export function takenFlags(
  { opensAt, onTimeUntil, closesAt }: Pick<TimelineDose, "opensAt" | "onTimeUntil" | "closesAt">,
  takenAt: Instant | null,
): { onTime: boolean; outsideWindow: boolean } {
  return {
    onTime: takenAt !== null && takenAt <= onTimeUntil,
    outsideWindow: takenAt !== null && (takenAt < opensAt || takenAt > closesAt),
  }
}

/**
 * The state of a dose at `now` whose cached state was derived earlier: only an open window may have
 * opened or closed since, every other change renews the cache.
 */
export function stateAt(
  cached: DoseState,
  { closesAt, reminded }: { closesAt: Instant; reminded: boolean },
  now: Instant,
): DoseState {
  if (cached !== "scheduled" && cached !== "pending") return cached
  const isClosed = now >= closesAt
  if (reminded) return isClosed ? "no_response" : "pending"
  return isClosed ? "not_reminded" : "scheduled"
}
