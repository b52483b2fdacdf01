"use client"

import { MessageCircleQuestion } from "lucide-react"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { DoseGrid, type DoseGridProps } from "@/components/doses/dose-grid"
import { doseRows } from "@/components/doses/dose-row"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import type { PatientTimeline } from "@/lib/patients/timeline"

type CalendarProps = {
  timeline: PatientTimeline
  /** "30 days". */
  period: string
  /** Asks why there was no text. */
  onWhy: () => void
  /** Stands above the grid: which doses are marked, and why. */
  note?: ReactNode
} & Pick<DoseGridProps, "openDoseId" | "onOpen" | "markedDoseIds" | "selectionActions">

/** The doses of the chosen days and, where those end today, of the next ones. */
export function Calendar({ timeline, period, onWhy, note, ...grid }: CalendarProps) {
  const t = useTranslations("adherence.grid")
  const { doses, fromDate, gridToDate, today, patient, changes, excused } = timeline
  const shown = { from: fromDate, to: gridToDate }
  const rows = doseRows(doses, shown)
  return (
    <section aria-labelledby="doses-title" className="grid min-w-0 content-start gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="doses-title" className="font-semibold text-base">
          {t("title")}
        </h2>
        <Button variant="ghost" size="sm" onClick={onWhy} className="ms-auto print:hidden">
          <MessageCircleQuestion aria-hidden />
          {t("why")}
        </Button>
      </div>
      {note}
      {rows.length === 0 ? (
        <EmptyState title={t("empty", { period })}>{t("emptyHint")}</EmptyState>
      ) : (
        <DoseGrid {...{ rows, today, changes, excused, ...shown, ...grid }} zone={patient.zone} />
      )}
    </section>
  )
}
