"use client"

import type { ListRef } from "@/components/adherence/dose-list"
import { FiguresTable } from "@/components/adherence/figures-table"
import { Patterns } from "@/components/adherence/patterns"
import type { Figures } from "@/lib/doses/figures"
import type { PatientTimeline } from "@/lib/patients/timeline"

type AdherenceBelowProps = {
  timeline: PatientTimeline
  chosen: Figures
  period: string
  onList: (ref: ListRef) => void
}

/** What stands below the grid. */
export function AdherenceBelow({ timeline, chosen, period, onList }: AdherenceBelowProps) {
  return (
    <div className="grid min-w-0 content-start gap-6">
      <FiguresTable {...{ timeline, chosen, period, onList }} />
      <Patterns {...{ timeline, onList }} />
    </div>
  )
}
