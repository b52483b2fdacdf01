"use client"

import { useLocale, useTranslations } from "next-intl"
import { dateWords, dayWords } from "@/components/ui/time-words"
import type { LocalDate } from "@/lib/local-date"
import type { Period } from "@/lib/patients/period"

/** Periods and days in the reader's language; `today` says which year needs no telling. */
export function usePeriodWords(today: LocalDate) {
  const t = useTranslations("adherence.period")
  const language = useLocale()
  const day = (date: LocalDate) => {
    const [year, words] = [date.slice(0, 4), dateWords(date, language)]
    return today.startsWith(year) ? words : `${words} ${year}`
  }
  const dates = (from: LocalDate, to: LocalDate) =>
    from === to ? day(from) : t("dates", { from: day(from), to: day(to) })
  return {
    day,
    /** "3 Nov". */
    shortDay: (date: LocalDate) => dayWords(date, language),
    /** "Tue 3 Nov to Mon 30 Nov". */
    dates,
    /** "30 days", and the dates of a period of one's own. */
    period: (period: Period) =>
      "days" in period ? t("days", { n: period.days }) : dates(period.from, period.to),
  }
}
