"use client"

import { useQuery } from "@tanstack/react-query"
import { ConsentRecords } from "@/components/consent/consent-records"
import { OptOutSection } from "@/components/consent/opt-out-section"
import { LoadSection, PhoneSection } from "@/components/consent/phone-section"
import { StandingNote } from "@/components/consent/standing-note"
import { PatientFrame } from "@/components/patients/patient-frame"
import type { ConsentPage } from "@/lib/consent/consent-page"
import { consentQuery } from "@/lib/consent/query-options"
import { fromPage } from "@/lib/live/from-page"

type ConsentViewProps = { initial: ConsentPage; mayRecord: boolean; maySetZone: boolean }

/** Whether a patient may be texted, on what grounds, and what stands about the phone. */
export function ConsentView({ initial, mayRecord, maySetZone }: ConsentViewProps) {
  const { data: page = initial } = useQuery({
    ...consentQuery(initial.patient.id),
    ...fromPage(initial),
  })
  const { patient } = page
  return (
    <PatientFrame patient={patient} maySetZone={maySetZone}>
      <StandingNote page={page} />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <ConsentRecords page={page} mayRecord={mayRecord} />
        <div className="grid min-w-0 content-start gap-8">
          <OptOutSection page={page} mayRecord={mayRecord} />
          <PhoneSection page={page} />
          <LoadSection page={page} />
        </div>
      </div>
    </PatientFrame>
  )
}
