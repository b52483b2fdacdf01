import type { LocalDate } from "@/lib/local-date"
import type { MedicationVersion } from "@/lib/regimens/medications"
import type { Recurrence } from "@/lib/regimens/schedule"
import { dateWords, type HandoutLanguage, handoutWords, weekdayName } from "./handout"

type Planned = Pick<MedicationVersion, "slots" | "recurrence" | "startDate" | "endDate">

/**
 * When a medication was to be taken, as a person reads it: its times, on which days, and from or
 * until when if that is not all of the days. A time alone would be taken for every day's.
 */
export function planWords(
  language: HandoutLanguage,
  { slots, recurrence, startDate, endDate }: Planned,
  { from, to }: { from: LocalDate; to: LocalDate },
): string {
  const t = handoutWords(language)
  const date = (of: LocalDate) =>
    dateWords(language, of, { day: "numeric", month: "long", year: "numeric" })
  return [
    ...slots.map(({ localTime }) => localTime),
    recurrenceWords(language, recurrence),
    ...(startDate > from ? [t("from", { date: date(startDate) })] : []),
    ...(endDate !== null && endDate <= to ? [t("until", { date: date(endDate) })] : []),
  ].join(language === "ar" ? "، " : ", ")
}

function recurrenceWords(language: HandoutLanguage, recurrence: Recurrence): string {
  const t = handoutWords(language)
  switch (recurrence.kind) {
    case "daily":
      return t("daily")
    case "weekdays": {
      const days = recurrence.days.toSorted((a, b) => a - b)
      const names = days.map((day) => weekdayName(language, day, "long"))
      return new Intl.ListFormat(language, { type: "conjunction" }).format(names)
    }
    case "every":
      return t("every", { n: recurrence.days })
    case "cycle":
      if (recurrence.off === 0) return t("daily")
      return t("cycle", { on: recurrence.on, off: recurrence.off })
  }
}
