import type { Instant } from "@/lib/time"

export type RateLimit = {
  /** Null if `key` may go on at `now`, else the milliseconds until it may; counts the try. */
  waitFor: (key: string, now: Instant) => number | null
}

/**
 * So many tries of each key in a period, per process. Keys are forgotten when their period is over;
 * more than `mostKeys` at once push the oldest out.
 */
export function rateLimit(of: { most: number; periodMs: number; mostKeys?: number }): RateLimit {
  const counts = new Map<string, { since: Instant; count: number }>()
  return {
    waitFor: (key, now) => {
      const known = counts.get(key)
      if (!known || now - known.since >= of.periodMs) {
        counts.delete(key)
        if (counts.size >= (of.mostKeys ?? 10_000)) {
          counts.delete(counts.keys().next().value ?? key)
        }
        counts.set(key, { since: now, count: 1 })
        return null
      }
      known.count += 1
      return known.count <= of.most ? null : known.since + of.periodMs - now
    },
  }
}
