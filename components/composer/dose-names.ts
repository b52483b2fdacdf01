import { useLocale, useTranslations } from "next-intl"
import { ISOLATED, PLAIN } from "@/components/composer/isolated"
import { dateWords } from "@/components/ui/time-words"
import type { NamedDose } from "@/lib/doses/named-dose"
import type { LocalDate } from "@/lib/local-date"

/** A dose's day and its name, "Tue 3 Nov 08:00, Metformin", in the reader's language. */
export function useDoseNames() {
  const t = useTranslations("composer.dose")
  const language = useLocale()
  const day = (date: LocalDate) => dateWords(date, language)
  const values = ({ localDate, ...dose }: NamedDose) => ({ ...dose, day: day(localDate) })
  return {
    day,
    name: (dose: NamedDose) => t.rich("name", { ...values(dose), ...ISOLATED }),
    plainName: (dose: NamedDose) => t.markup("name", { ...values(dose), ...PLAIN }),
  }
}
