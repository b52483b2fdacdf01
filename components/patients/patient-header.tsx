"use client"

import { ChevronLeft } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { ReachNotes } from "@/components/patients/reach-notes"
import { reachability } from "@/components/patients/reachability"
import { ChangeTimeZone } from "@/components/patients/time-zone"
import { PageHeader } from "@/components/shell/page-header"
import { Badge } from "@/components/ui/badge"
import { useClock } from "@/components/ui/clock"
import { clockTime } from "@/components/ui/time-words"
import type { TimelinePatient } from "@/lib/patients/timeline"

/** Who this is, what time it is there, and whether a text arrives. */
export function PatientHeader({
  patient,
  maySetZone,
  action,
}: {
  patient: TimelinePatient
  maySetZone: boolean
  action: ReactNode
}) {
  const now = useClock()
  const said = reachability(patient)
  const good = said.length === 0 ? ["Can be reached by text"] : []
  return (
    <PageHeader
      back={
        <Link
          href="/patients"
          className="inline-flex items-center gap-1 rounded-sm text-muted-foreground hover:text-foreground"
        >
          <ChevronLeft aria-hidden className="size-4" />
          Patients
        </Link>
      }
      title={patient.name}
      action={action}
      description={
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span suppressHydrationWarning>
            {[`${clockTime(now, patient.zone)} local time, ${patient.zone}`, patient.phone, ...good]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {maySetZone ? <ChangeTimeZone patient={patient} /> : null}
          {said.map(({ label, tone }) => (
            <Badge key={label} variant={tone}>
              {label}
            </Badge>
          ))}
          <ReachNotes patient={patient} />
        </div>
      }
    />
  )
}
