"use client"

import { useClock } from "@/components/ui/clock"
import { clockTime, exactTime, relativeTime, shortTime } from "@/components/ui/time-words"
import type { Instant } from "@/lib/time"

type TimeProps = {
  instant: Instant
  /** IANA zone in which the instant is told: the patient's for doses, the organization's otherwise. */
  zone: string
  /** `relative` "8 min ago" (default), `short` "3 Nov, 08:12", `clock` "08:12", `exact` all of it. */
  form?: "relative" | "short" | "clock" | "exact"
  className?: string
}

/** A time in words; hovering tells the exact time with its zone. */
export function Time({ instant, zone, form = "relative", className }: TimeProps) {
  const now = useClock()
  const exact = exactTime(instant, zone)
  const words = {
    relative: () => relativeTime(instant, zone, now),
    short: () => shortTime(instant, zone, now),
    clock: () => clockTime(instant, zone),
    exact: () => exact,
  }[form]()
  return (
    // The server's minute may be over when the browser takes up; the next tick puts it right.
    <time
      dateTime={new Date(instant).toISOString()}
      title={exact}
      className={className}
      suppressHydrationWarning
    >
      {words}
    </time>
  )
}
