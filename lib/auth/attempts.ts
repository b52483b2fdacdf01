import "server-only"
import { createHash } from "node:crypto"
import { type Instant, MINUTE_MS } from "@/lib/time"

/** Codes have six digits and count by person, so that signing in anew gives no more guesses. */
const MOST = { "sign-in": 10, code: 5, resend: 3 }
const PERIOD_MS = 5 * MINUTE_MS
const MOST_NAMES = 10_000

const attempts = new Map<string, { since: Instant; count: number }>()

export type Attempt = keyof typeof MOST

/**
 * Whether this user name may try once more at `now`; counts the try. So many in five minutes, per
 * process; BioT locks the account by itself besides.
 */
export function mayAttempt(username: string, now: Instant, what: Attempt = "sign-in"): boolean {
  const key = createHash("sha256").update(`${what} ${username.toLowerCase()}`).digest("base64")
  const known = attempts.get(key)
  if (!known || now - known.since > PERIOD_MS) {
    if (attempts.size >= MOST_NAMES) attempts.delete(attempts.keys().next().value ?? key)
    attempts.set(key, { since: now, count: 1 })
    return true
  }
  known.count += 1
  return known.count <= MOST[what]
}
