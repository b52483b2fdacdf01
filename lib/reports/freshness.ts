import type { LocalDate } from "@/lib/local-date"
import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"

/** So much longer than it took to compute may a report stand: a twentieth of one core at most. */
const HELD_TIMES = 20
const LEAST_MS = 2 * MINUTE_MS
const MOST_MS = HOUR_MS

/** Whether a kept report is new enough to be shown without computing another. */
export function isFresh(
  kept: { asOf: Instant; to: LocalDate; tookMs: number },
  at: { now: Instant; to: LocalDate },
): boolean {
  if (kept.to < at.to) return false
  const heldMs = Math.min(MOST_MS, Math.max(LEAST_MS, kept.tookMs * HELD_TIMES))
  return at.now - kept.asOf < heldMs
}
