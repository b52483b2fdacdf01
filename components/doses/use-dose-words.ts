"use client"

import { type Locale, useLocale, useTranslations } from "next-intl"
import { useMemo } from "react"
import { fillWords, isolated } from "@/components/doses/fill-words"
import { dateWords } from "@/components/ui/time-words"
import { DOSE_STATES, type DoseState } from "@/db/enums"
import { type LocalDate, localWall } from "@/lib/local-date"
import type { Instant } from "@/lib/time"

export type ToldDose = {
  localDate: LocalDate
  /** `HH:MM`, the patient's clock. */
  slot: string
  /** IANA zone of that clock, on which its taken time is told as well. */
  zone: string
  medication: string
  state: DoseState
  takenAt: Instant | null
  outsideWindow: boolean
}

export type DoseWords = ReturnType<typeof makeWords>

/** Each slot filled with its own name: the sentence as a pattern, for a year of cells to fill. */
const SLOTS = {
  day: "{day}",
  time: "{time}",
  medication: "{medication}",
  state: "{state}",
  at: "{at}",
}

/** Doses, their states and days in the reader's language. */
export function useDoseWords(): DoseWords {
  const t = useTranslations("doses")
  const language = useLocale()
  return useMemo(() => {
    const states = Object.fromEntries(DOSE_STATES.map((state) => [state, t(`states.${state}`)]))
    const patterns = {
      cell: t("cell", SLOTS),
      taken: t("taken", SLOTS),
      outside: t("outside", SLOTS),
      at: t("at", SLOTS),
    }
    return makeWords(states as Record<DoseState, string>, patterns, language)
  }, [t, language])
}

type Patterns = Record<"cell" | "taken" | "outside" | "at", string>

function makeWords(states: Record<DoseState, string>, patterns: Patterns, language: Locale) {
  const days = new Map<LocalDate, string>()
  /** "Tue 3 Nov"; a year of cells asks for the same days again and again. */
  const day = (date: LocalDate): string => {
    const known = days.get(date)
    if (known) return known
    const words = dateWords(date, language)
    days.set(date, words)
    return words
  }
  const takenAt = (dose: ToldDose & { takenAt: Instant }): string => {
    const { date, time } = localWall(dose.takenAt, dose.zone)
    return date === dose.localDate ? time : fillWords(patterns.at, { day: day(date), time })
  }
  return {
    day,
    /** As it stands inside a sentence: "reported taken late". */
    state: (state: DoseState): string => states[state],
    /** At the beginning of a line: "Reported taken late". */
    stateAtStart: (state: DoseState): string => {
      const words = states[state]
      return words.charAt(0).toLocaleUpperCase(language) + words.slice(1)
    },
    /**
     * The whole of a cell: "Tue 3 Nov 08:00, Metformin: reported taken late, 09:47", both times on
     * one clock, the second with its date when it is another day.
     */
    sentence: (dose: ToldDose): string => {
      const medication = isolated(dose.medication, language)
      const values = {
        ...{ day: day(dose.localDate), time: dose.slot, medication },
        state: states[dose.state],
      }
      if (dose.takenAt === null) return fillWords(patterns.cell, values)
      const at = takenAt({ ...dose, takenAt: dose.takenAt })
      return fillWords(dose.outsideWindow ? patterns.outside : patterns.taken, { ...values, at })
    },
  }
}
