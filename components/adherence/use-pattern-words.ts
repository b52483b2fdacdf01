"use client"

import { useTranslations } from "next-intl"
import type { Pattern } from "@/lib/doses/patterns"
import { minutesOf, timeOf } from "@/lib/doses/wall-clock"

const HOUR_MINUTES = 60

/** "40 min", "1 h 40 min", in the reader's language; before the due time says so. */
export function useLengthWords() {
  const t = useTranslations("adherence.patterns")
  return (given: number): string => {
    const whole = Math.abs(Math.round(given))
    const [hours, minutes] = [Math.floor(whole / HOUR_MINUTES), whole % HOUR_MINUTES]
    if (hours === 0) return t("minutes", { n: minutes })
    return minutes === 0 ? t("hours", { n: hours }) : t("both", { hours, minutes })
  }
}

/** A pattern as a cautious sentence with its numbers. */
export function usePatternWords() {
  const t = useTranslations("adherence.patterns")
  const length = useLengthWords()
  const signed = (minutes: number) =>
    minutes < 0 ? t("early", { time: length(minutes) }) : length(minutes)
  return (pattern: Pattern): string => {
    switch (pattern.kind) {
      case "answer_time": {
        const { slot, delays } = pattern
        const time = timeOf(minutesOf(slot) + delays.median)
        const words = { slot, time, delay: length(delays.median) }
        return t(delays.median < 0 ? "answerEarly" : "answerLate", words)
      }
      case "delay": {
        const { lower, median, upper } = pattern.delays
        return t("delay", { lower: signed(lower), median: signed(median), upper: signed(upper) })
      }
      case "weekday":
        return t(isLess(pattern) ? "weekdayLess" : "weekdayMore", {
          day: t(`days.${String(pattern.weekday) as "1"}`),
          ...countsOf(pattern),
        })
      case "slot":
        return t(isLess(pattern) ? "slotLess" : "slotMore", {
          slot: pattern.slot,
          ...countsOf(pattern),
        })
    }
  }
}

type UnevenPattern = Extract<Pattern, { here: unknown }>

function isLess({ here, elsewhere }: UnevenPattern): boolean {
  return here.taken * elsewhere.n < elsewhere.taken * here.n
}

function countsOf({ here, elsewhere }: UnevenPattern) {
  return { taken: here.taken, n: here.n, otherTaken: elsewhere.taken, otherN: elsewhere.n }
}
