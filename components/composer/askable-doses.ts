import type { TimelineDose } from "@/lib/patients/timeline"
import { HOUR_MS, type Instant } from "@/lib/time"

const AHEAD_MS = 12 * HOUR_MS

/** The doses that a reminder may ask about now: not answered, not over, due within 12 hours. */
export function askableDoses(doses: readonly TimelineDose[], now: Instant): TimelineDose[] {
  return doses.filter(
    ({ state, closesAt, dueAt }) =>
      (state === "scheduled" || state === "pending") && closesAt > now && dueAt <= now + AHEAD_MS,
  )
}

/** Those whose window is open; else the next one alone. */
export function firstAsked(askable: readonly TimelineDose[], now: Instant): string[] {
  const open = askable.filter((dose) => dose.opensAt <= now)
  return (open.length > 0 ? open : askable.slice(0, 1)).map((dose) => dose.id)
}
