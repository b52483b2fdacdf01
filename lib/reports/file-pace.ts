import { AppError } from "@/lib/errors"
import { rateLimit } from "@/lib/rate-limit"
import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"

export const FILES_PER_MINUTE = 20
const taken = rateLimit({ most: FILES_PER_MINUTE, periodMs: MINUTE_MS })

/** Throws `rate_limited` when this person took so many reports and months within a minute. */
export function refuseManyFiles(staffId: string, now: Instant): void {
  const waitMs = taken.waitFor(staffId, now)
  if (waitMs === null) return
  const seconds = Math.ceil(waitMs / SECOND_MS)
  throw new AppError(
    "rate_limited",
    `${FILES_PER_MINUTE} files a minute are as many as may be. Try again in ${seconds} seconds.`,
  )
}
