"use client"

import { useFormatter, useLocale, useTranslations } from "next-intl"
import { isolated } from "@/components/doses/fill-words"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { useQuoted } from "@/components/ui/quoted"
import type { ExcusedSpan } from "@/lib/patients/timeline"
import type { RegimenDifference, RegimenMark } from "@/lib/regimens/marks"

/** Changes of schedules, excused periods and odd days in the reader's language. */
export function useMarkWords() {
  const t = useTranslations("doses.notes")
  const quoted = useQuoted()
  const language = useLocale()
  const format = useFormatter()
  const { day } = useDoseWords()
  const name = (text: string) => isolated(text, language)
  const list = (parts: readonly string[]) => format.list(parts, { type: "unit" })

  const difference = (of: RegimenDifference): string => {
    switch (of.what) {
      case "dose":
      case "zone":
        return t(of.what, { after: name(of.after), before: name(of.before) })
      case "times":
        return t("times", { after: list(of.after), before: list(of.before) })
      case "reminders":
        return t(of.isOn ? "on" : "off")
      default:
        return t(of.what)
    }
  }
  const whatOf = ({ kind, differences }: RegimenMark) =>
    kind === "changed" ? list(differences.map(difference)) : t(kind)

  return {
    /** "From Tue 3 Nov: 1,000 mg instead of 500 mg". */
    change: (mark: RegimenMark) => t("change", { day: day(mark.date), what: whatOf(mark) }),
    changeOf: (mark: RegimenMark) => {
      const medication = name(mark.medication)
      return t("changeOf", { day: day(mark.date), medication, what: whatOf(mark) })
    },
    /** "Tue 3 Nov to Thu 5 Nov, all medications: in hospital, “Pneumonia”". */
    excused: ({ fromDate, toDate, medication, kind, reason }: ExcusedSpan) => {
      const values = {
        from: day(fromDate),
        medication: medication === null ? t("all") : name(medication),
        kind: t(kind),
        reason: quoted(name(reason)),
      }
      if (toDate === null) return t("excusedSince", values)
      if (toDate === fromDate) return t("excusedOn", values)
      return t("excused", { ...values, to: day(toDate) })
    },
    hours: (date: string, hours: number) =>
      hours === 0 ? t("skipped", { day: day(date) }) : t("hours", { day: day(date), hours }),
    hoursShort: (hours: number) => t("h", { hours }),
  }
}

export type MarkWords = ReturnType<typeof useMarkWords>
