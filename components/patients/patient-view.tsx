"use client"

import { useState } from "react"
import { doseList } from "@/components/adherence/dose-list"
import { DoseListPane } from "@/components/adherence/dose-list-pane"
import { EvidencePane } from "@/components/adherence/evidence-pane"
import { WhyNoText } from "@/components/adherence/why-no-text"
import { SendReminder } from "@/components/composer/send-reminder"
import { PatientThread } from "@/components/conversation/patient-thread"
import type { PatientAddress } from "@/components/patients/patient-address"
import { PatientAdherence } from "@/components/patients/patient-adherence"
import { PatientFrame } from "@/components/patients/patient-frame"
import { usePatientAddress } from "@/components/patients/use-patient-address"
import { useTimeline } from "@/components/patients/use-timeline"
import { FollowUps } from "@/components/tasks/follow-ups"
import { OpenFollowUp } from "@/components/tasks/open-follow-up"
import type { LocalDate } from "@/lib/local-date"
import type { SentTimeline } from "@/lib/patients/timeline"

type PatientViewProps = {
  initial: SentTimeline
  /** What the address asks to be open. */
  address: PatientAddress
  markedId: string | null
  openTaskId: string | null
  staffId: string
  may: PatientRights
}

export type PatientRights = {
  correct: boolean
  send: boolean
  writeNotes: boolean
  /** Read conversations for everybody, and give them to somebody. */
  handle: boolean
  setZone: boolean
  followUp: boolean
}

/** One patient's adherence and conversation, kept up to date by live events. */
export function PatientView({
  initial,
  markedId,
  openTaskId,
  staffId,
  may,
  ...props
}: PatientViewProps) {
  const { address, change } = usePatientAddress(props.address)
  const [shownId, setShownId] = useState<string | null>(null)
  const [whyDate, setWhyDate] = useState<LocalDate | null>(null)
  const read = useTimeline(initial, address.period)
  const { timeline } = read
  const { patient } = timeline
  const list = address.list && doseList(address.list, timeline)
  const openDose = (doseId: string) => change({ doseId })
  const showMessage = (messageId: string) => {
    setWhyDate(null)
    change({ doseId: null, list: null })
    setShownId(messageId)
  }

  return (
    <PatientFrame
      patient={patient}
      maySetZone={may.setZone}
      action={
        <>
          {may.followUp ? <OpenFollowUp patientId={patient.id} /> : null}
          {may.send && patient.deletedAt === null ? <SendReminder timeline={timeline} /> : null}
        </>
      }
    >
      <FollowUps {...{ timeline, staffId, openTaskId }} mayFollowUp={may.followUp} />
      <PatientAdherence
        {...{ read, address, change, list }}
        mayCorrect={may.correct}
        onWhy={() => setWhyDate(timeline.today)}
        thread={
          <PatientThread
            timeline={timeline}
            mayWriteNotes={may.writeNotes}
            mayHandle={may.handle}
            markedId={shownId ?? markedId}
            onOpenDose={openDose}
          />
        }
      />
      <DoseListPane
        {...{ list, timeline }}
        isOpen={address.list !== null}
        onOpen={openDose}
        onClose={() => change({ list: null })}
      />
      <EvidencePane
        patientId={patient.id}
        doseId={address.doseId}
        doses={timeline.doses}
        mayCorrect={may.correct}
        onOpen={(doseId) => change({ doseId })}
        onWhy={setWhyDate}
      />
      <WhyNoText
        patientId={patient.id}
        date={whyDate}
        onDate={setWhyDate}
        links={{
          onOpenDose: (doseId) => {
            setWhyDate(null)
            openDose(doseId)
          },
          showMessage: (id) =>
            timeline.messages.some((each) => each.id === id) ? () => showMessage(id) : null,
        }}
      />
    </PatientFrame>
  )
}
