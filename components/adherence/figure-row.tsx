"use client"

import { useTranslations } from "next-intl"
import { type ListRef, rangeOf } from "@/components/adherence/dose-list"
import { Figure } from "@/components/adherence/figure"
import { useFigureWords } from "@/components/adherence/use-figure-words"
import { usePeriodWords } from "@/components/adherence/use-period-words"
import type { OpenableFigure } from "@/lib/doses/behind"
import { type Figures, figures } from "@/lib/doses/figures"
import { type PatientTimeline, SHORT_PERIODS } from "@/lib/patients/timeline"

type FigureRowProps = {
  timeline: PatientTimeline
  /** Over the chosen period. */
  chosen: Figures
  onList: (ref: ListRef) => void
}

/** What a clinician asks first: the chosen period, then how the last days compare. */
export function FigureRow({ timeline, chosen, onList }: FigureRowProps) {
  const t = useTranslations("adherence.figures")
  const periods = usePeriodWords(timeline.today)
  const words = useFigureWords()
  const { period } = timeline
  const chosenDays = "days" in period ? period.days : null
  const shown = { period: periods.period(period) }
  const open = (figure: OpenableFigure) => onList({ kind: "figure", figure, scope: "period" })
  const inGap = chosen.currentGap.doses > 0
  const of = { figures: chosen, words, onOpen: open }
  return (
    <section
      aria-label={t("title")}
      className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-md border bg-surface px-4 py-3 sm:grid-cols-3 lg:grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]"
    >
      <Figure
        {...of}
        isChosen
        name="rate"
        label={t("reported", shown)}
        hasTrend={chosenDays === 7}
      />
      <Figure {...of} name="responseRate" label={t("responses", shown)} />
      <Figure {...of} name="onTime" label={t("onTime", shown)} />
      <Figure {...of} name="longestGap" label={t("longestGap", shown)} />
      {timeline.toDate === timeline.today ? (
        <Figure
          {...of}
          name={inGap ? "currentGap" : "streak"}
          label={t(inGap ? "currentGap" : "streak")}
        />
      ) : null}
      {SHORT_PERIODS.filter((days) => days !== chosenDays).map((days) => (
        <Figure
          key={days}
          words={words}
          name="rate"
          figures={figures(timeline.doses, rangeOf(days, timeline))}
          label={t("reported", { period: periods.period({ days }) })}
          hasTrend={days === 7}
          onOpen={(figure) => onList({ kind: "figure", figure, scope: days })}
        />
      ))}
    </section>
  )
}
