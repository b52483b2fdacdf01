"use client"

import { ArrowLeftRight, Printer } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { PeriodChoice } from "@/components/adherence/period-choice"
import { Button } from "@/components/ui/button"
import type { Period } from "@/lib/patients/period"
import type { PatientTimeline } from "@/lib/patients/timeline"

type AdherenceBarProps = {
  timeline: PatientTimeline
  period: Period
  onPeriod: (period: Period) => void
  isComparing: boolean
  onCompare: (isComparing: boolean) => void
}

/** The one choice of days for all that follows, and what else can be done with them. */
export function AdherenceBar(props: AdherenceBarProps) {
  const { timeline, period, onPeriod, isComparing, onCompare } = props
  const t = useTranslations("adherence")
  const month = `/patients/${timeline.patient.id}/month?month=${timeline.toDate.slice(0, 7)}`
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 print:hidden">
      <PeriodChoice {...{ timeline, period }} onChoose={onPeriod} />
      <div className="ms-auto flex gap-1">
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={isComparing}
          onClick={() => onCompare(!isComparing)}
          className="aria-pressed:bg-hover"
        >
          <ArrowLeftRight aria-hidden />
          {t("compare.button")}
        </Button>
        <Button asChild variant="ghost" size="sm">
          <Link href={month as Route} prefetch={false}>
            <Printer aria-hidden />
            {t("period.print")}
          </Link>
        </Button>
      </div>
    </div>
  )
}
