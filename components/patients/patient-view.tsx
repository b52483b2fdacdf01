"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Calendar } from "@/components/adherence/calendar"
import { CorrectDose } from "@/components/adherence/correct-dose"
import { evidenceOf } from "@/components/adherence/evidence"
import { EvidencePane } from "@/components/adherence/evidence-pane"
import { FigureRow } from "@/components/adherence/figure-row"
import { FiguresTable } from "@/components/adherence/figures-table"
import { SendReminder } from "@/components/composer/send-reminder"
import { Thread } from "@/components/conversation/thread"
import { replaceInAddress } from "@/components/patients/address"
import { NeedNotes } from "@/components/patients/need-notes"
import { PatientHeader } from "@/components/patients/patient-header"
import { PageBody } from "@/components/shell/page-body"
import { Button } from "@/components/ui/button"
import { fromPage } from "@/lib/live/from-page"
import { timelineQuery } from "@/lib/patients/query-options"
import type { PatientTimeline, TimelineDays } from "@/lib/patients/timeline"

type PatientViewProps = {
  initial: PatientTimeline
  openDoseId: string | null
  markedId: string | null
  mayCorrect: boolean
  maySend: boolean
  mayWriteNotes: boolean
  maySetZone: boolean
}

/** One patient's adherence and conversation, kept up to date by live events. */
export function PatientView({
  initial,
  markedId,
  mayCorrect,
  maySend,
  mayWriteNotes,
  maySetZone,
  ...props
}: PatientViewProps) {
  const [days, setDays] = useState<TimelineDays>(initial.days)
  const [openDoseId, setOpenDoseId] = useState(props.openDoseId)
  const [correcting, setCorrecting] = useState(false)
  const { data: timeline = initial } = useQuery({
    ...timelineQuery(initial.patient.id, days),
    ...(days === initial.days ? fromPage(initial) : {}),
    placeholderData: keepPreviousData,
  })
  const { patient } = timeline
  const evidence = openDoseId ? evidenceOf(timeline, openDoseId) : null

  const open = (doseId: string | null) => {
    setCorrecting(false)
    setOpenDoseId(doseId)
    replaceInAddress("dose", doseId)
  }
  const chooseDays = (next: TimelineDays) => {
    setDays(next)
    replaceInAddress("days", next === 30 ? null : String(next))
  }

  return (
    <PageBody className="gap-5">
      <PatientHeader
        patient={patient}
        maySetZone={maySetZone}
        action={maySend && patient.deletedAt === null ? <SendReminder timeline={timeline} /> : null}
      />
      <NeedNotes patient={patient} />
      <FigureRow figures={timeline.figures} />
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_26rem] xl:grid-rows-[auto_1fr]">
        <Calendar {...{ timeline, openDoseId }} onOpen={open} onDays={chooseDays} />
        <div className="min-w-0 xl:row-span-2">
          <Thread {...{ timeline, markedId, mayWriteNotes }} onOpenDose={open} />
        </div>
        <FiguresTable figures={timeline.figures} />
      </div>
      <EvidencePane
        evidence={evidence}
        zone={patient.zone}
        mayCorrect={mayCorrect}
        onClose={() => open(null)}
        footer={
          mayCorrect && evidence && !correcting ? (
            <Button onClick={() => setCorrecting(true)}>Correct dose</Button>
          ) : null
        }
      >
        {correcting && evidence ? (
          <CorrectDose
            dose={evidence.dose}
            zone={patient.zone}
            onDone={() => setCorrecting(false)}
          />
        ) : null}
      </EvidencePane>
    </PageBody>
  )
}
