"use client"

import { doseRows } from "@/components/adherence/dose-rows"
import { DoseGrid } from "@/components/doses/dose-grid"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { type PatientTimeline, TIMELINE_DAYS, type TimelineDays } from "@/lib/patients/timeline"

type CalendarProps = {
  timeline: PatientTimeline
  openDoseId: string | null
  onOpen: (doseId: string) => void
  onDays: (days: TimelineDays) => void
}

/** The doses of the last 30 or 90 days and those that come. */
export function Calendar({ timeline, openDoseId, onOpen, onDays }: CalendarProps) {
  const { doses, days, fromDate, toDate, today, patient } = timeline
  const rows = doseRows(doses)
  return (
    <section aria-labelledby="doses-title" className="grid min-w-0 content-start gap-3">
      <div className="flex items-center justify-between gap-3">
        <h2 id="doses-title" className="font-semibold text-base">
          Doses
        </h2>
        <fieldset className="flex gap-1 print:hidden">
          <legend className="sr-only">Days shown</legend>
          {TIMELINE_DAYS.map((each) => (
            <Button
              key={each}
              variant="ghost"
              size="sm"
              aria-pressed={each === days}
              onClick={() => onDays(each)}
              className="text-muted-foreground aria-pressed:bg-hover aria-pressed:text-foreground"
            >
              {each} days
            </Button>
          ))}
        </fieldset>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={`No doses in the last ${days} days`}>
          Doses appear here once this patient has a medication with a schedule.
        </EmptyState>
      ) : (
        <DoseGrid
          rows={rows}
          from={fromDate}
          to={toDate}
          today={today}
          zone={patient.zone}
          onOpen={onOpen}
          openDoseId={openDoseId}
        />
      )}
    </section>
  )
}
