import { Temporal } from "temporal-polyfill"
import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"

/** How far a sender's clock may be ahead of ours and still be believed. */
export const FUTURE_TOLERANCE_MS = 2 * MINUTE_MS
const PAST_TOLERANCE_MS = 24 * HOUR_MS

/**
 * When a reply was given: BioT's `startTime` (ISO 8601 with up to nine fractional digits), or the
 * time of receipt where it is absent. `skewed` when it could not be believed: more than 2 minutes
 * in our future, more than 24 hours in the past, or unreadable. Source: design 3-replies, rule 3.
 */
export function eventTime(
  startTime: string | null | undefined,
  receivedAt: Instant,
): { at: Instant; skewed: boolean } {
  if (!startTime) return { at: receivedAt, skewed: false }
  const at = parseInstant(startTime)
  if (at === null || at > receivedAt + FUTURE_TOLERANCE_MS || at < receivedAt - PAST_TOLERANCE_MS) {
    return { at: receivedAt, skewed: true }
  }
  return { at, skewed: false }
}

function parseInstant(text: string): Instant | null {
  try {
    return Temporal.Instant.from(text.trim()).epochMilliseconds
  } catch {
    return null
  }
}
