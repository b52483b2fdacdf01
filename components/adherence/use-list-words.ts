"use client"

import { useLocale, useTranslations } from "next-intl"
import type { DoseList } from "@/components/adherence/dose-list"
import { usePatternWords } from "@/components/adherence/use-pattern-words"
import { usePeriodWords } from "@/components/adherence/use-period-words"
import { isolated } from "@/components/doses/fill-words"
import type { OpenableFigure } from "@/lib/doses/behind"
import type { PatientTimeline } from "@/lib/patients/timeline"

/** The names of the doses that a number counts, and of those that it is out of besides. */
const GROUPS = {
  rate: ["taken", "rest"],
  range: ["open", "decided"],
  onTime: ["onTime", "late"],
  fullDays: ["full", "notFull"],
  responseRate: ["replied", "silent"],
  reachability: ["assessable", "unknown"],
  trend: ["recent", "before"],
  longestGap: ["gap", "around"],
  currentGap: ["gap", "around"],
  streak: ["inRow", "rest"],
} as const satisfies Record<OpenableFigure, readonly [string, string]>

/** A list of doses in words: what number it is, over which days, and its two parts. */
export function useListWords(timeline: PatientTimeline) {
  const t = useTranslations("adherence")
  const language = useLocale()
  const periods = usePeriodWords(timeline.today)
  const patternWords = usePatternWords()
  return ({ ref, pattern, counted, rest }: DoseList) => {
    if (ref.kind === "pattern") {
      return {
        title: t("patterns.title"),
        about: pattern ? patternWords(pattern) : "",
        groups: [t("list.taken"), t("list.rest")] as const,
      }
    }
    const { figure, scope } = ref
    const [first, second] = GROUPS[figure]
    const label = t(`definitions.${figure}.label`)
    const period = periods.period(typeof scope === "number" ? { days: scope } : timeline.period)
    const name = typeof scope === "object" ? [...counted, ...rest][0]?.medication : undefined
    return {
      title:
        name === undefined
          ? t("list.title", { figure: label, period })
          : t("list.of", { figure: label, period, medication: isolated(name, language) }),
      about: t(`definitions.${figure}.definition`),
      groups: [t(`list.${first}`), t(`list.${second}`)] as const,
    }
  }
}
