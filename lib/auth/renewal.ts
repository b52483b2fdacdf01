import { type Instant, MINUTE_MS } from "@/lib/time"

const BEFORE_EXPIRY_MS = MINUTE_MS
/** BioT's usual lifetime of an access token, where it does not say. */
const USUAL_LIFETIME_MS = 30 * MINUTE_MS

/**
 * When to renew a session at BioT whose access token, got at `now`, expires at `expiresAt`: a minute
 * before, or halfway through a shorter life.
 */
export function renewalAt(expiresAt: Instant | null, now: Instant): Instant {
  const said = expiresAt === null ? 0 : expiresAt - now
  // One that is over already tells of two clocks, not of a lifetime.
  const lifetime = said > 0 ? said : USUAL_LIFETIME_MS
  return now + (lifetime > BEFORE_EXPIRY_MS ? lifetime - BEFORE_EXPIRY_MS : lifetime / 2)
}
