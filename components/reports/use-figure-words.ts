import { useFormatter, useLocale, useTranslations } from "next-intl"
import { wholePercent } from "@/lib/doses/figures"
import type { LocalDate } from "@/lib/local-date"
import { DAY_MS, type Instant } from "@/lib/time"

/** A Monday: from it on, days of the week get their names. */
const MONDAY = Date.UTC(2026, 0, 5)
const SUNDAY = 7

/** How figures and days are written in the reports, in the language of the interface. */
export function useFigureWords() {
  const t = useTranslations("reports")
  const language = useLocale()
  const format = useFormatter()
  // The day before the month, as everywhere in the interface.
  const tag = language === "en" ? "en-GB" : language
  const number = (value: number) => format.number(value)
  const written = (at: Instant, options: Intl.DateTimeFormatOptions, timeZone = "UTC") =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone }).format(at)
  const weekday = (iso: number, form: "narrow" | "short" | "long" = "short") =>
    written(MONDAY + (iso - 1) * DAY_MS, { weekday: form })
  const firstWeekday = language === "he" ? SUNDAY : 1
  return {
    number,
    weekday,
    /** ISO: 1 is Monday. */
    firstWeekday,
    weekdays: Array.from({ length: 7 }, (_, index) => ((firstWeekday - 1 + index) % 7) + 1),
    percent: (rate: number) => t("percent", { value: number(wholePercent(rate)) }),
    of: (part: number, whole: number) => t("of", { part: number(part), whole: number(whole) }),
    /** "86–96 %"; one number where both are the same. */
    range: (low: number, high: number) => {
      const [from, to] = [wholePercent(low), wholePercent(high)]
      const value = from === to ? number(from) : `${number(from)}–${number(to)}`
      return t("percent", { value })
    },
    date: (date: LocalDate) =>
      written(Date.parse(date), { day: "numeric", month: "short", year: "numeric" }),
    shortDate: (date: LocalDate) =>
      written(Date.parse(date), { weekday: "short", day: "numeric", month: "short" }),
    month: (month: string) =>
      written(Date.parse(`${month}-01`), { month: "long", year: "numeric" }),
    /** With the clock of `zone`. */
    time: (at: Instant, zone: string) =>
      written(at, { dateStyle: "medium", timeStyle: "short" }, zone),
  }
}
