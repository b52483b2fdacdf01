import { useFormatter, useTranslations } from "next-intl"
import { useFigureWords } from "@/components/reports/use-figure-words"
import type { MedicationVersion } from "@/lib/regimens/medications"
import type { Recurrence } from "@/lib/regimens/schedule"

/** "08:00, 20:00, every day", in the language of the interface. */
export function useScheduleWords() {
  const t = useTranslations("reports.month")
  const format = useFormatter()
  const { weekday } = useFigureWords()
  const recurrenceWords = (recurrence: Recurrence): string => {
    switch (recurrence.kind) {
      case "daily":
        return t("recurrence.daily")
      case "weekdays": {
        const days = recurrence.days.toSorted((a, b) => a - b).map((day) => weekday(day, "long"))
        return t("recurrence.weekdays", { days: format.list(days) })
      }
      case "every":
        return t("recurrence.every", { n: recurrence.days })
      case "cycle":
        return t("recurrence.cycle", { on: recurrence.on, off: recurrence.off })
    }
  }
  return ({ slots, recurrence }: Pick<MedicationVersion, "slots" | "recurrence">) =>
    t("current", {
      slots: slots.map(({ localTime }) => localTime).join(", "),
      recurrence: recurrenceWords(recurrence),
    })
}
