"use client"

import { ChevronLeft } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { useRememberPatient } from "@/components/palette/palette-provider"
import { ReachNotes } from "@/components/patients/reach-notes"
import { useReachability } from "@/components/patients/reachability"
import { ChangeTimeZone } from "@/components/patients/time-zone"
import { PageHeader } from "@/components/shell/page-header"
import { Badge } from "@/components/ui/badge"
import { useClock } from "@/components/ui/clock"
import { PersonName } from "@/components/ui/person-name"
import { useWithViewer } from "@/components/ui/time"
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
  const t = useTranslations("shell.patient")
  const now = useClock()
  const withViewer = useWithViewer(now, patient.zone)
  useRememberPatient(patient)
  const said = useReachability(patient)
  const isReachable = said.length === 0
  const time = clockTime(now, patient.zone)
  return (
    <PageHeader
      back={
        <Link
          href="/patients"
          className="inline-flex items-center gap-1 rounded-sm text-muted-foreground hover:text-foreground"
        >
          <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" />
          {t("back")}
        </Link>
      }
      title={<PersonName of={patient.name} />}
      action={action}
      description={
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span suppressHydrationWarning>
            {withViewer(t("localTime", { time, zone: patient.zone }))}
            {patient.phone || isReachable ? <Dot /> : null}
          </span>
          {patient.phone ? (
            <span>
              <bdi dir="ltr">{patient.phone}</bdi>
              {isReachable ? <Dot /> : null}
            </span>
          ) : null}
          {isReachable ? <span>{t("reachable")}</span> : null}
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

/** Between two facts; at the end of a line where they stand below each other. */
function Dot() {
  return <span aria-hidden>{" ·"}</span>
}
