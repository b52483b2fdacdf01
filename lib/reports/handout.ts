import { createTranslator, type Locale } from "next-intl"
import type { FigureDose } from "@/lib/doses/figures"
import { isCounted, isTaken } from "@/lib/doses/figures"
import { addDays, type LocalDate } from "@/lib/local-date"
import { languageOf } from "@/lib/templates/language"
import ar from "./handout/ar.json"
import de from "./handout/de.json"
import en from "./handout/en.json"
import es from "./handout/es.json"
import fr from "./handout/fr.json"
import he from "./handout/he.json"
import pt from "./handout/pt.json"
import ru from "./handout/ru.json"
import { datesOfMonth, type Month } from "./month"

export const HANDOUT_TEXTS = { en, es, fr, de, pt, he, ar, ru }
export type HandoutLanguage = keyof typeof HANDOUT_TEXTS
export const HANDOUT_LANGUAGES = Object.keys(HANDOUT_TEXTS) as HandoutLanguage[]

/** As each is called by those who speak it. */
export const HANDOUT_NAMES: Record<HandoutLanguage, string> = {
  en: "English",
  es: "Español",
  fr: "Français",
  de: "Deutsch",
  pt: "Português",
  he: "עברית",
  ar: "العربية",
  ru: "Русский",
}

export function hasHandout(language: string): language is HandoutLanguage {
  return Object.hasOwn(HANDOUT_TEXTS, language)
}

/** The one that was chosen, else the patient's own, else English. */
export function handoutLanguage(chosen: unknown, locale: string | null): HandoutLanguage {
  const wishes = [chosen, languageOf(locale)]
  return wishes.find((each) => typeof each === "string" && hasHandout(each)) ?? "en"
}

/** What one day of a month comes to, for the person whose it is. */
export type DayMark = "all" | "some" | "notTaken" | "unknown" | "none"

export type Handout = {
  title: string
  days: string
  /** Set while the month is not over. */
  soFar: string | null
  /** Whether any text about these doses went out. */
  isTexted: boolean
  /** Plain sentences about what was told, the best known first. */
  told: string[]
  /** Of the days that have come. */
  marks: Map<LocalDate, DayMark>
}

type HandoutMonth = { month: Month; doses: readonly FigureDose[]; today: LocalDate; now: number }

/** A month in words for the patient, from the doses whose window has closed; digits are Latin. */
export function handoutOf(language: HandoutLanguage, of: HandoutMonth): Handout {
  const { from, to } = datesOfMonth(of.month)
  const t = handoutWords(language)
  const isOver = to < of.today
  const closed = of.doses.filter((dose) => dose.closesAt <= of.now)
  const month = dateWords(language, from, { month: "long", year: "numeric" })
  const lastDay = isOver || of.today < from ? to : of.today
  const full = { day: "numeric", month: "long", year: "numeric" } as const
  return {
    title: t("title", { month }),
    days: t("days", {
      from: dateWords(language, from, full),
      to: dateWords(language, lastDay, full),
    }),
    soFar:
      isOver || of.today < from ? null : t("soFar", { date: dateWords(language, of.today, full) }),
    isTexted: closed.some(({ reminded }) => reminded),
    told: of.today < from ? [t("notBegun")] : toldOf(t, closed),
    marks: marksOf(closed, from, lastDay),
  }
}

export function handoutWords(language: HandoutLanguage) {
  return createTranslator({
    // The interface speaks three languages only, and its type says so; a page for a patient more.
    locale: latinDigits(language) as Locale,
    messages: HANDOUT_TEXTS[language],
  })
}
type Words = ReturnType<typeof handoutWords>

/** A date as the language writes it. */
export function dateWords(
  language: HandoutLanguage,
  date: LocalDate,
  form: Intl.DateTimeFormatOptions,
): string {
  const format = new Intl.DateTimeFormat(latinDigits(language), { ...form, timeZone: "UTC" })
  const words = format.format(Date.parse(date))
  // Intl writes the first of a month as it counts, the language as it ranks.
  return language === "fr" ? words.replace(/^1 /, "1er ") : words
}

/** A Monday: from it on, days of the week get their names. */
const MONDAY = "2026-01-05"

/** `weekday` is ISO: 1 is Monday. */
export function weekdayName(
  language: HandoutLanguage,
  weekday: number,
  form: "short" | "long" = "short",
): string {
  return dateWords(language, addDays(MONDAY, weekday - 1), { weekday: form })
}

const latinDigits = (language: HandoutLanguage) => `${language}-u-nu-latn`

function toldOf(t: Words, closed: readonly FigureDose[]): string[] {
  const count = (is: (dose: FigureDose) => boolean) => closed.filter(is).length
  const inState = (state: FigureDose["state"]) => count((dose) => dose.state === state)
  const n = count(({ state }) => isCounted(state))
  const late = inState("taken_late")
  const told = inState("taken_on_time") + late
  // Who told nothing did not tell that it was none.
  const said = told > 0 ? [t("told", { told, n })] : []
  if (late > 0) said.push(t("late", { late }))
  const others = [
    ["staff", inState("taken_confirmed")],
    ["notTaken", inState("not_taken")],
    ["noAnswer", inState("no_response")],
    ["unclear", inState("conflicting")],
  ] as const
  for (const [key, many] of others) if (many > 0) said.push(t(key, { n: many }))
  const { full, days } = fullDaysOf(closed)
  if (full > 0) said.push(t("fullDays", { full, days }))
  for (const [key, state] of [
    ["notReminded", "not_reminded"],
    ["excused", "excused"],
  ] as const) {
    const many = inState(state)
    if (many > 0) said.push(t(key, { n: many }))
  }
  return said.length > 0 ? said : [t("none")]
}

function fullDaysOf(closed: readonly FigureDose[]) {
  const days = new Map<LocalDate, boolean>()
  for (const { localDate, state } of closed.filter((dose) => isCounted(dose.state))) {
    days.set(localDate, (days.get(localDate) ?? true) && isTaken(state))
  }
  return { full: [...days.values()].filter(Boolean).length, days: days.size }
}

function marksOf(closed: readonly FigureDose[], from: LocalDate, to: LocalDate) {
  const marks = new Map<LocalDate, DayMark>()
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const states = closed
      .filter((dose) => dose.localDate === date && isCounted(dose.state))
      .map(({ state }) => state)
    marks.set(date, markOf(states))
  }
  return marks
}

function markOf(states: readonly FigureDose["state"][]): DayMark {
  if (states.length === 0) return "none"
  if (states.every(isTaken)) return "all"
  if (states.some(isTaken)) return "some"
  return states.every((state) => state === "not_taken") ? "notTaken" : "unknown"
}
