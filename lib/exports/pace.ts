import { AppError } from "@/lib/errors"
import { rateLimit } from "@/lib/rate-limit"
import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"

const EXPORTS_PER_MINUTE = 5
const begun = rateLimit({ most: EXPORTS_PER_MINUTE, periodMs: MINUTE_MS })

/** Throws `rate_limited` when this person began five exports of any kind within a minute. */
export function refuseManyExports(staffId: string, now: Instant): void {
  const waitMs = begun.waitFor(staffId, now)
  if (waitMs === null) return
  const seconds = Math.ceil(waitMs / SECOND_MS)
  throw new AppError(
    "rate_limited",
    `${EXPORTS_PER_MINUTE} exports a minute are as many as may be. Try again in ${seconds} seconds.`,
  )
}
