import type { SmsResult } from "@/lib/biot/sms"
import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"

/**
 * What became of one attempt. `retry` is only for what certainly did not go out; `late` expires what
 * was claimed and not tried, `expired` what nobody claimed.
 */
export type SendOutcome =
  | { kind: "sent"; biotMessageId: string | null }
  | { kind: "failed" | "cancelled" | "late" | "unknown" | "retry"; reason: string }
  | { kind: "expired" }

const FIRST_RETRY_MS = 2 * SECOND_MS
const LONGEST_RETRY_MS = 5 * MINUTE_MS

export function outcomeOf(result: SmsResult): SendOutcome {
  if (result.ok) return { kind: "sent", biotMessageId: result.messageId }
  return { kind: result.outcome, reason: result.reason }
}

/** When the attempt after number `attempts` may be made: twice as late each time, at most 5 min. */
export function retryAt(now: Instant, attempts: number): Instant {
  return now + Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_RETRY_MS)
}
