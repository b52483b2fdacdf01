"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { usePeriodWords } from "@/components/adherence/use-period-words"
import { OnDemand, partOf, usePrepared } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover"
import { PERIOD_DAYS, type Period } from "@/lib/patients/period"
import type { PatientTimeline } from "@/lib/patients/timeline"

const PERIOD_FORM = partOf(() =>
  import("@/components/adherence/period-form").then((file) => file.PeriodForm),
)

const chosenClass =
  "text-muted-foreground aria-pressed:bg-hover aria-pressed:text-foreground forced-colors:aria-pressed:border-4"

type PeriodChoiceProps = {
  timeline: Pick<PatientTimeline, "fromDate" | "toDate" | "today">
  /** What was chosen, which may still be on its way. */
  period: Period
  onChoose: (period: Period) => void
}

/** Which days the figures, the grid and the tables are about. */
export function PeriodChoice({ timeline, period, onChoose }: PeriodChoiceProps) {
  const t = useTranslations("adherence.period")
  const words = usePeriodWords(timeline.today)
  const prepared = usePrepared(PERIOD_FORM)
  const [isOpen, setOpen] = useState(false)
  const own = "days" in period ? null : period
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-1 print:hidden">
      <legend className="sr-only">{t("legend")}</legend>
      {PERIOD_DAYS.map((days) => (
        <Button
          key={days}
          variant="ghost"
          size="sm"
          aria-pressed={"days" in period && period.days === days}
          onClick={() => onChoose({ days })}
          className={chosenClass}
        >
          {t("days", { n: days })}
        </Button>
      ))}
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button
            variant="ghost"
            size="sm"
            aria-pressed={own !== null}
            className={chosenClass}
            {...prepared}
          >
            {own ? words.period(own) : t("custom")}
          </Button>
        </PopoverTrigger>
        <PopoverContent label={t("form")} align="end">
          <OnDemand
            part={PERIOD_FORM}
            props={{
              fromDate: own?.from ?? timeline.fromDate,
              toDate: own?.to ?? timeline.toDate,
              today: timeline.today,
              onChoose: (chosen: Period) => {
                setOpen(false)
                onChoose(chosen)
              },
            }}
          />
        </PopoverContent>
      </Popover>
    </fieldset>
  )
}
