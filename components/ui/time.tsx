"use client"

import { useLocale, useTranslations } from "next-intl"
import { useClock } from "@/components/ui/clock"
import {
  clockTime,
  dateTime,
  exactTime,
  placeOf,
  relativeTime,
  shortTime,
  timeElsewhere,
} from "@/components/ui/time-words"
import { useOtherZone } from "@/components/ui/viewer-zone"
import type { Instant } from "@/lib/time"

type TimeProps = {
  instant: Instant
  /** IANA zone in which the instant is told: the patient's for doses, the organization's otherwise. */
  zone: string
  /**
   * `relative` "8 min ago" (default), `short` "3 Nov, 08:12", `clock` "08:12", `exact` all of it,
   * `withViewer` the date and place, and the viewer's own time where that is another.
   */
  form?: "relative" | "short" | "clock" | "exact" | "withViewer"
  className?: string
}

/** A time in words; hovering tells the exact time with its zone, and the viewer's beside it. */
export function Time({ instant, zone, form = "relative", className }: TimeProps) {
  const now = useClock()
  const language = useLocale()
  const withViewer = useWithViewer(instant, zone)
  const exact = withViewer(exactTime(instant, zone, language))
  const words = {
    relative: () => relativeTime(instant, zone, now, language),
    short: () => shortTime(instant, zone, now, language),
    clock: () => clockTime(instant, zone),
    exact: () => exact,
    withViewer: () => withViewer(dateTime(instant, zone, language), { withPlace: true }),
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

/**
 * The time of day where somebody is, for headers: "20:02", and where the viewer's clock shows
 * another time "20:02 in New York · 02:02 your time". Goes on by itself.
 */
export function ClockThere({ zone, className }: { zone: string; className?: string }) {
  const now = useClock()
  const language = useLocale()
  const withViewer = useWithViewer(now, zone)
  return (
    <time
      dateTime={new Date(now).toISOString()}
      title={withViewer(exactTime(now, zone, language))}
      className={className}
      suppressHydrationWarning
    >
      {withViewer(clockTime(now, zone), { withPlace: true })}
    </time>
  )
}

/** Puts the viewer's time beside words that tell an instant in another zone. */
export function useWithViewer(instant: Instant, zone: string) {
  const t = useTranslations("ui.time")
  const language = useLocale()
  const other = useOtherZone(instant, zone)
  return (words: string, { withPlace = false } = {}): string => {
    if (other === null) return words
    const there = withPlace ? t("in", { time: words, place: placeOf(zone) }) : words
    return t("beside", { there, here: timeElsewhere(instant, zone, other, language) })
  }
}
