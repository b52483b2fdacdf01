import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time"

/** A stretch of time for people: "20 min", "3 h", "2 days". */
export type Span = { unit: "minutes" | "hours" | "days"; n: number }

/** Whole units, cut off or rounded as `whole` says; never less than a minute. */
export function spanOf(ms: number, whole: (n: number) => number): Span {
  if (ms < HOUR_MS) return { unit: "minutes", n: Math.max(1, whole(ms / MINUTE_MS)) }
  if (ms < 2 * DAY_MS) return { unit: "hours", n: whole(ms / HOUR_MS) }
  return { unit: "days", n: whole(ms / DAY_MS) }
}
