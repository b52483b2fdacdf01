"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import { EndPeriodForm, PeriodForm } from "@/components/medications/period-forms"
import { useScheduleWords } from "@/components/medications/schedule-words"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import type { PatientMedications, Period } from "@/lib/regimens/medications"

type AddProps = { data: PatientMedications; regimenId: string | null }

/** Excuses days of every medication, or pauses one. */
export function AddPeriod({ data, regimenId }: AddProps) {
  const t = useTranslations("medications.period")
  const { isolated } = useScheduleWords()
  const [isOpen, setOpen] = useState(false)
  const name = data.medications.find(({ id }) => id === regimenId)?.medication
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant={name ? "ghost" : "secondary"}>
          {name ? t.rich("pause", { name, more: hidden }) : t("excuse")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={name ? t("pauseTitle", { name: isolated(name) }) : t("excuse")}
        description={t("description")}
      >
        <PeriodForm {...{ data, regimenId }} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

type ListProps = { data: PatientMedications; isEditable: boolean }

export function PeriodList({ data, isEditable }: ListProps) {
  const t = useTranslations("medications")
  const daysOf = useDaysOf()
  const { periods, today } = data
  if (periods.length === 0) return <p className="text-sm">{t("period.none")}</p>
  return (
    <ul className="divide-y rounded-md border">
      {periods.map((period) => (
        <li key={period.id} className="flex flex-wrap items-start justify-between gap-2 px-4 py-3">
          <div className="grid min-w-0 gap-0.5">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{daysOf(period, today)}</span>
              <span>{t(`excuse.${period.kind}`)}</span>
              {isNow(period, today) ? <Badge variant="warning">{t("period.now")}</Badge> : null}
            </p>
            <p className="text-muted-foreground text-sm">
              <bdi>{period.medication ?? t("period.every")}</bdi> · <bdi>{period.reason}</bdi>
              {period.by ? (
                <>
                  {" · "}
                  <bdi>{period.by}</bdi>
                </>
              ) : null}
              {period.endedBy ? ` · ${t("period.endedBy", { name: period.endedBy })}` : ""}
            </p>
          </div>
          {isEditable ? <EndPeriod data={data} period={period} /> : null}
        </li>
      ))}
    </ul>
  )
}

function EndPeriod({ data, period }: { data: PatientMedications; period: Period }) {
  const t = useTranslations("medications.period")
  const daysOf = useDaysOf()
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost">
          {t.rich("end", { days: daysOf(period, data.today), more: hidden })}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("endTitle")} description={t("endDescription")}>
        <EndPeriodForm {...{ data, period }} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

const hidden = (said: ReactNode) => <span className="sr-only">{said}</span>

function useDaysOf() {
  const t = useTranslations("medications.period")
  const { dayWords } = useScheduleWords()
  return ({ fromDate, toDate }: Period, today: string): string => {
    const start = dayWords(fromDate, today)
    if (toDate === null) return t("openEnded", { start })
    return fromDate === toDate ? start : t("fromTo", { start, end: dayWords(toDate, today) })
  }
}

function isNow({ fromDate, toDate }: Period, today: string): boolean {
  return fromDate <= today && (toDate === null || toDate >= today)
}
