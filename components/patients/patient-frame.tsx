import type { ReactNode } from "react"
import { NeedNotes } from "@/components/patients/need-notes"
import { PatientHeader } from "@/components/patients/patient-header"
import { PatientTabs } from "@/components/patients/patient-tabs"
import { PageBody } from "@/components/shell/page-body"
import { PatientSafety } from "@/components/tasks/safety-tasks"
import type { TimelinePatient } from "@/lib/patients/timeline"

type PatientFrameProps = {
  patient: TimelinePatient
  maySetZone: boolean
  /** The page's one primary action, beside the name. */
  action?: ReactNode
  children: ReactNode
}

/** What stands around each page of one patient: who it is, their pages, and what must not be missed. */
export function PatientFrame({ patient, maySetZone, action = null, children }: PatientFrameProps) {
  return (
    <PageBody className="gap-5">
      <PatientHeader {...{ patient, maySetZone, action }} />
      <PatientTabs patientId={patient.id} />
      <PatientSafety
        patientId={patient.id}
        isWaited={patient.tasks.some(({ kind }) => kind === "safety")}
      />
      <NeedNotes patient={patient} />
      {children}
    </PageBody>
  )
}
