import type { DoseState } from "@/db/enums"
import { HOUR_MS, type Instant } from "@/lib/time"

export const ASKABLE_AHEAD_MS = 12 * HOUR_MS

type Askable = { id: string; state: DoseState; dueAt: Instant; opensAt: Instant; closesAt: Instant }

/** The doses that a text may ask about now: not answered, not over, due within 12 hours. */
export function askableDoses<D extends Askable>(doses: readonly D[], now: Instant): D[] {
  return doses.filter(
    ({ state, closesAt, dueAt }) =>
      (state === "scheduled" || state === "pending") &&
      closesAt > now &&
      dueAt <= now + ASKABLE_AHEAD_MS,
  )
}

/** Of doses in order of due time those whose window is open; else the next one alone. */
export function firstAsked(askable: readonly Askable[], now: Instant): string[] {
  const open = askable.filter((dose) => dose.opensAt <= now)
  return (open.length > 0 ? open : askable.slice(0, 1)).map((dose) => dose.id)
}
