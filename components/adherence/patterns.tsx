"use client"

import { useLocale, useTranslations } from "next-intl"
import { AnswerChart } from "@/components/adherence/answer-chart"
import { ChartTable } from "@/components/adherence/chart-table"
import { type ListRef, rangeOf } from "@/components/adherence/dose-list"
import { OpenDoses } from "@/components/adherence/open-doses"
import { usePatternWords } from "@/components/adherence/use-pattern-words"
import { usePeriodWords } from "@/components/adherence/use-period-words"
import { WeeklyChart } from "@/components/adherence/weekly-chart"
import { type AnswerTimes, answerBins } from "@/lib/doses/answer-bins"
import { type FigureRange, wholePercent } from "@/lib/doses/figures"
import { type Pattern, patternKey, patterns } from "@/lib/doses/patterns"
import { weeklyFigures } from "@/lib/doses/weeks"
import { directionOf } from "@/lib/i18n/languages"
import type { PatientTimeline } from "@/lib/patients/timeline"

type PatternsProps = { timeline: PatientTimeline; onList: (ref: ListRef) => void }

/** What repeats in the days shown, said with its numbers, and the two distributions behind it. */
export function Patterns({ timeline, onList }: PatternsProps) {
  const t = useTranslations("adherence.patterns")
  const range = rangeOf("period", timeline)
  const found = patterns(timeline.doses, range)
  const times = answerBins(timeline.doses, range)
  return (
    <section
      aria-labelledby="patterns-title"
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4"
    >
      <div className="grid gap-0.5">
        <h2 id="patterns-title" className="font-semibold text-base">
          {t("title")}
        </h2>
        <p className="text-muted-foreground text-xs">{t("caution")}</p>
      </div>
      {found.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t("none")}</p>
      ) : (
        <ul className="grid gap-1.5">
          {found.map((pattern) => (
            <PatternLine key={patternKey(pattern)} {...{ pattern, onList }} />
          ))}
        </ul>
      )}
      <Weeks {...{ timeline, range }} />
      {times.length > 0 ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <h3 className="font-medium text-sm">{t("answers")}</h3>
          {times.map((each) => (
            <Answers key={each.slot} times={each} />
          ))}
        </div>
      ) : null}
    </section>
  )
}

type LineProps = { pattern: Pattern; onList: (ref: ListRef) => void }

function PatternLine({ pattern, onList }: LineProps) {
  const t = useTranslations("adherence.patterns")
  const sentence = usePatternWords()(pattern)
  const count = t("show", { n: pattern.doseIds.length })
  return (
    <li className="text-pretty text-sm">
      {sentence}{" "}
      <OpenDoses
        count={count}
        name={t("showOf", { count, pattern: sentence })}
        onOpen={() => onList({ kind: "pattern", key: patternKey(pattern) })}
      />
    </li>
  )
}

type WeeksProps = { timeline: PatientTimeline; range: FigureRange }

function Weeks({ timeline, range }: WeeksProps) {
  const t = useTranslations("adherence.patterns")
  const f = useTranslations("adherence.figures")
  const { shortDay, dates } = usePeriodWords(timeline.today)
  const isRtl = directionOf(useLocale()) === "rtl"
  const weeks = weeklyFigures(timeline.doses, range)
  const rates = weeks.flatMap(({ figures: { rate, enough } }) =>
    rate !== null && enough ? [rate] : [],
  )
  if (rates.length === 0) return null
  const percent = (n: number) => f("percent", { n })
  const [low, high] = [wholePercent(Math.min(...rates)), wholePercent(Math.max(...rates))]
  const inWords = (rate: number | null) => (rate === null ? "" : percent(wholePercent(rate)))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <h3 className="font-medium text-sm">{t("weekly")}</h3>
      <WeeklyChart
        {...{ weeks, percent, isRtl }}
        day={shortDay}
        summary={t("weeklySummary", { weeks: weeks.length, low, high })}
      />
      <ChartTable
        label={t("weekly")}
        head={[t("week"), t("value"), t("low"), t("high"), t("count")]}
        rows={weeks.map(({ fromDate, toDate, figures: { rate, low, high, taken, n, enough } }) => [
          dates(fromDate, toDate),
          enough ? inWords(rate) : f("notEnough"),
          enough ? inWords(low) : "",
          enough ? inWords(high) : "",
          f("partDoses", { part: taken, whole: n }),
        ])}
      />
    </div>
  )
}

function Answers({ times }: { times: AnswerTimes }) {
  const t = useTranslations("adherence.patterns")
  const isRtl = directionOf(useLocale()) === "rtl"
  const { slot, n, bins } = times
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <AnswerChart
        {...{ times, isRtl }}
        due={t("due", { slot })}
        summary={t("answersSummary", { slot, n })}
      />
      <ChartTable
        label={t("due", { slot })}
        head={[t("time"), t("number")]}
        rows={bins.map((bin) => [bin.time, String(bin.n)])}
      />
    </div>
  )
}
