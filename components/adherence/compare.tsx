"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { CompareTable } from "@/components/adherence/compare-table"
import { periodRange } from "@/components/adherence/dose-list"
import { PeriodForm } from "@/components/adherence/period-form"
import { usePeriodWords } from "@/components/adherence/use-period-words"
import { useMarkWords } from "@/components/doses/use-mark-words"
import { Button } from "@/components/ui/button"
import { ErrorState } from "@/components/ui/error-state"
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"
import { type Figures, figures } from "@/lib/doses/figures"
import { lengthOf, type Period, periodBefore } from "@/lib/patients/period"
import { periodQuery } from "@/lib/patients/query-options"
import type { PatientPeriod, PatientTimeline } from "@/lib/patients/timeline"
import type { RegimenMark } from "@/lib/regimens/marks"

type CompareProps = {
  timeline: PatientTimeline
  chosen: Figures
  versus: Period | "before"
  onVersus: (versus: Period | "before" | null) => void
}

/** The chosen period beside another: the figures, what lies between them, what changed meanwhile. */
export function Compare({ timeline, chosen, versus, onVersus }: CompareProps) {
  const t = useTranslations("adherence.compare")
  const other = versus === "before" ? periodBefore(timeline) : versus
  const { data, error, refetch } = useQuery(periodQuery(timeline.patient.id, other))
  return (
    <section
      aria-labelledby="compare-title"
      className="grid min-w-0 gap-3 rounded-md border bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="compare-title" className="font-semibold text-base">
          {t("title")}
        </h2>
        <Choice {...{ timeline, versus, onVersus }} />
        <Button variant="ghost" size="sm" className="ms-auto" onClick={() => onVersus(null)}>
          {t("close")}
        </Button>
      </div>
      {data ? (
        <Compared {...{ timeline, chosen }} other={data} />
      ) : error ? (
        <ErrorState as="h3" title={t("failed")} onRetry={refetch}>
          {error.message}
        </ErrorState>
      ) : (
        <div>
          <SkeletonNote>{t("loading")}</SkeletonNote>
          <Skeleton className="h-40 rounded-md" />
        </div>
      )}
    </section>
  )
}

function Choice({ timeline, versus, onVersus }: Omit<CompareProps, "chosen">) {
  const t = useTranslations("adherence.compare")
  const [isOpen, setOpen] = useState(false)
  const before = periodBefore(timeline)
  const own = versus === "before" ? before : versus
  const { fromDate, toDate } = "from" in own ? { fromDate: own.from, toDate: own.to } : timeline
  const pressed = "text-muted-foreground aria-pressed:bg-hover aria-pressed:text-foreground"
  return (
    <fieldset className="flex flex-wrap gap-1 print:hidden">
      <legend className="sr-only">{t("with")}</legend>
      <Button
        variant="ghost"
        size="sm"
        aria-pressed={versus === "before"}
        onClick={() => onVersus("before")}
        className={pressed}
      >
        {t("before", { n: lengthOf(timeline) })}
      </Button>
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button variant="ghost" size="sm" aria-pressed={versus !== "before"} className={pressed}>
            {t("dates")}
          </Button>
        </PopoverTrigger>
        <PopoverContent label={t("dates")}>
          <PeriodForm
            {...{ fromDate, toDate }}
            today={timeline.today}
            onChoose={(chosen) => {
              setOpen(false)
              onVersus(chosen)
            }}
          />
        </PopoverContent>
      </Popover>
    </fieldset>
  )
}

type ComparedProps = { timeline: PatientTimeline; chosen: Figures; other: PatientPeriod }

function Compared({ timeline, chosen, other }: ComparedProps) {
  const t = useTranslations("adherence.compare")
  const { dates } = usePeriodWords(timeline.today)
  const there = figures(other.doses, periodRange(other))
  const overlap = other.fromDate <= timeline.toDate && other.toDate >= timeline.fromDate
  return (
    <>
      <CompareTable
        here={{ name: dates(timeline.fromDate, timeline.toDate), figures: chosen }}
        there={{ name: dates(other.fromDate, other.toDate), figures: there }}
      />
      <p className="text-muted-foreground text-xs">{t("rule")}</p>
      {overlap ? <p className="text-sm text-warning">{t("overlap")}</p> : null}
      <Changes changes={[...other.changes, ...timeline.changes]} />
    </>
  )
}

/** What of the schedules changed within the two periods, each once, in order. */
function Changes({ changes }: { changes: readonly RegimenMark[] }) {
  const t = useTranslations("adherence.compare")
  const words = useMarkWords()
  const byId = new Map(changes.map((mark) => [mark.id, mark]))
  const inOrder = [...byId.values()].sort((a, b) => a.date.localeCompare(b.date))
  if (inOrder.length === 0) return <p className="text-sm">{t("noChanges")}</p>
  return (
    <div className="grid gap-1">
      <h3 className="font-medium text-sm">{t("changes")}</h3>
      <ul className="grid gap-0.5 text-sm">
        {inOrder.map((mark) => (
          <li key={mark.id}>{words.changeOf(mark)}</li>
        ))}
      </ul>
    </div>
  )
}
