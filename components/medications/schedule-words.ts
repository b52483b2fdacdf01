import { useLocale, useTranslations } from "next-intl"
import { dayWords, WEEK, weekdayWord } from "@/lib/i18n/day-words"
import { isolated } from "@/lib/i18n/isolated"
import type { Language } from "@/lib/i18n/languages"
import { listed } from "@/lib/i18n/listed"
import type { LocalDate } from "@/lib/local-date"
import { type ScheduleChange, scheduleChanges } from "@/lib/regimens/changes"
import type { Windows } from "@/lib/regimens/schedule"
import type { ToldSchedule } from "@/lib/regimens/words"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"

type Translate = ReturnType<typeof useTranslations<"medications">>
type Timing = Pick<ToldSchedule, "recurrence" | "slots">
type Span = { startDate: LocalDate; endDate: LocalDate | null }
type Effect = { added: number; moved: number; cancelled: number }

/** What is told of a schedule, in the language of the interface. */
export function useScheduleWords() {
  const t = useTranslations("medications")
  return scheduleWordsIn(t, useLocale())
}

export function scheduleWordsIn(t: Translate, language: Language) {
  return {
    scheduleWords: (timing: Timing) => timingWords(t, language, timing),
    spanWords: (span: Span, today: LocalDate) => spanWords(t, language, span, today),
    windowWords: (windows: Windows) => windowWords(t, windows),
    changeWords: (before: ToldSchedule, after: ToldSchedule) =>
      scheduleChanges(before, after).map((change) => changeWords(t, language, change)),
    effectWords: (effect: Effect, from: LocalDate, today: LocalDate) =>
      effectWords(t, language, effect, { from, today }),
    dayWords: (date: LocalDate, today: LocalDate) => dayWords(date, today, language),
    listed: (words: readonly string[]) => listed(words, language),
    isolated: (name: string) => isolated(name, language),
  }
}

/** "Every day at 08:00 and 20:00"; a label follows its time in brackets. */
function timingWords(t: Translate, language: Language, { recurrence, slots }: Timing): string {
  const named = slots.map(({ localTime: time, label }) =>
    label === "" || label === time
      ? time
      : t("schedule.named", { time, name: isolated(label, language) }),
  )
  const times = listed(named, language)
  switch (recurrence.kind) {
    case "daily":
      return t("schedule.daily", { times })
    case "every":
      return t("schedule.every", { days: recurrence.days, times })
    case "cycle":
      return t("schedule.cycle", { on: recurrence.on, off: recurrence.off, times })
    case "weekdays": {
      const days = WEEK[language].filter((day) => recurrence.days.includes(day))
      const names = days.map((day) => weekdayWord(day, language))
      const [first = "", last = ""] = [names.at(0), names.at(-1)]
      if (days.length === 7) return t("schedule.daily", { times })
      if (isRun(days, language)) return t("schedule.run", { first, last, times })
      return t("schedule.weekdays", { days: listed(names, language), times })
    }
  }
}

function isRun(days: readonly number[], language: Language): boolean {
  const places = days.map((day) => WEEK[language].indexOf(day))
  const [first = 0, last = 0] = [places.at(0), places.at(-1)]
  return days.length > 2 && last - first === days.length - 1
}

/** "since 3 Mar", "from 3 Dec to 9 Dec", "3 Mar to 5 Apr"; the year where it is not this one. */
function spanWords(t: Translate, language: Language, span: Span, today: LocalDate): string {
  const { startDate, endDate } = span
  const start = dayWords(startDate, today, language)
  const isPlanned = startDate > today
  if (endDate === null) return t(isPlanned ? "span.from" : "span.since", { start })
  const end = dayWords(endDate, today, language)
  if (endDate < today) return t("span.past", { start, end })
  return t(isPlanned ? "span.fromTo" : "span.sinceUntil", { start, end })
}

/** "Answers count from 1 h before to 6 h after, as on time up to 2 h after". */
function windowWords(t: Translate, windows: Windows): string {
  return t("windows", {
    before: lengthWords(t, windows.opensBeforeMinutes),
    after: lengthWords(t, windows.closesAfterMinutes),
    onTime: lengthWords(t, windows.onTimeMinutes),
  })
}

function lengthWords(t: Translate, length: number): string {
  const hours = Math.floor((length * MINUTE_MS) / HOUR_MS)
  const minutes = length - (hours * HOUR_MS) / MINUTE_MS
  if (hours === 0) return t("length.minutes", { minutes })
  return minutes === 0 ? t("length.hours", { hours }) : t("length.both", { hours, minutes })
}

function changeWords(t: Translate, language: Language, change: ScheduleChange): string {
  switch (change.kind) {
    case "dose": {
      const [from, to] = [isolated(change.from, language), isolated(change.to, language)]
      return t("change.dose", { from, to })
    }
    case "schedule": {
      const from = timingWords(t, language, change.from)
      return t("change.schedule", { from, to: timingWords(t, language, change.to) })
    }
    default:
      return t(`change.${change.kind}`)
  }
}

/** What an edit does with the doses ahead; empty: nothing. */
function effectWords(
  t: Translate,
  language: Language,
  effect: Effect,
  { from, today }: { from: LocalDate; today: LocalDate },
): string {
  const said = (["cancelled", "added", "moved"] as const)
    .filter((kind) => effect[kind] > 0)
    .map((kind) => t(`effect.${kind}`, { n: effect[kind] }))
  if (said.length === 0) return ""
  const parts = listed(said, language)
  if (from === today) return t("effect.today", { parts })
  return t("effect.later", { day: dayWords(from, today, language), parts })
}
