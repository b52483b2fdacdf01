import { HOUR_MS, MINUTE_MS } from "@/lib/time"

/** A session ends after so long without activity, and however busy it is after so long in all. */
export const IDLE_LIFETIME_MS = 15 * MINUTE_MS
export const ABSOLUTE_LIFETIME_MS = 12 * HOUR_MS
