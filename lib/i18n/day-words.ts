import type { LocalDate } from "@/lib/local-date"
import { dayWords as englishDay } from "@/lib/regimens/words"
import type { Language } from "./languages"

/** ISO weekdays in the order in which a calendar shows them. */
export const WEEK: Record<Language, readonly number[]> = {
  en: [1, 2, 3, 4, 5, 6, 7],
  de: [1, 2, 3, 4, 5, 6, 7],
  he: [7, 1, 2, 3, 4, 5, 6],
}

/**
 * "3 Mar", and "3 Mar 2025" in another year than `today`'s. English is spelled by hand: Node and
 * browsers disagree on "Sep" and "Sept".
 */
export function dayWords(date: LocalDate, today: LocalDate, language: Language): string {
  if (language === "en") return englishDay(date, today)
  const isOther = date.slice(0, 4) !== today.slice(0, 4)
  const year = isOther ? { year: "numeric" as const } : {}
  return told(date, language, { day: "numeric", month: "short", ...year })
}

/** "Tue 3 Nov". */
export function weekdayAndDay(date: LocalDate, language: Language): string {
  if (language !== "en") {
    return told(date, language, { weekday: "short", day: "numeric", month: "short" })
  }
  return `${told(date, "en", { weekday: "short" })} ${englishDay(date, date)}`
}

/** "Monday", of an ISO weekday; 1 is Monday. */
export function weekdayWord(weekday: number, language: Language): string {
  return told(dateOf(weekday), language, { weekday: "long" })
}

/** "Mo", the shortest that is usual. */
export function weekdayInitial(weekday: number, language: Language): string {
  const form = language === "he" ? "narrow" : "short"
  return told(dateOf(weekday), language, { weekday: form }).slice(0, 2)
}

// The first of June 2026 is a Monday.
const dateOf = (weekday: number): LocalDate => `2026-06-0${weekday}`

function told(date: LocalDate, language: Language, form: Intl.DateTimeFormatOptions): string {
  const noon = new Date(`${date}T12:00:00Z`)
  return new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" }).format(noon)
}
