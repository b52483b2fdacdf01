import "server-only"
import { createHash } from "node:crypto"
import { type Instant, MINUTE_MS } from "@/lib/time"

const MOST_ATTEMPTS = 10
const PERIOD_MS = 5 * MINUTE_MS
const MOST_NAMES = 10_000

const attempts = new Map<string, { since: Instant; count: number }>()

/**
 * Whether this user name may try to sign in once more at `now`; counts the try. Ten in five
 * minutes, per process; BioT locks the account by itself besides.
 */
export function mayAttempt(username: string, now: Instant): boolean {
  const key = createHash("sha256").update(username.toLowerCase()).digest("base64")
  const known = attempts.get(key)
  if (!known || now - known.since > PERIOD_MS) {
    if (attempts.size >= MOST_NAMES) attempts.delete(attempts.keys().next().value ?? key)
    attempts.set(key, { since: now, count: 1 })
    return true
  }
  known.count += 1
  return known.count <= MOST_ATTEMPTS
}
