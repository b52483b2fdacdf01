import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Suspense } from "react"
import { PatientSkeleton } from "@/components/patients/patient-skeleton"
import { PatientView } from "@/components/patients/patient-view"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { isPatientHere } from "@/lib/patients/queries"
import { patientIdSchema, timelineDaysSchema } from "@/lib/patients/schema"
import { patientTimeline } from "@/lib/patients/timeline-queries"

/** No name: titles end up in the browser's history. */
export const metadata: Metadata = { title: "Patient" }

type Asked = { days?: string; dose?: string; message?: string; reply?: string }
type Props = { params: Promise<{ patientId: string }>; searchParams: Promise<Asked> }

export default async function PatientPage({ params, searchParams }: Props) {
  const ctx = await requireStaff()
  const [{ patientId }, asked] = await Promise.all([params, searchParams])
  const id = patientIdSchema.safeParse(patientId)
  // Before anything streams: once a skeleton is out, the status can no longer become 404.
  if (!id.success || !(await isPatientHere(ctx, id.data))) notFound()
  return (
    <Suspense key={id.data} fallback={<PatientSkeleton />}>
      <Patient patientId={id.data} asked={asked} />
    </Suspense>
  )
}

async function Patient({ patientId, asked }: { patientId: string; asked: Asked }) {
  const ctx = await requireStaff()
  const days = timelineDaysSchema.parse(asked.days)
  return (
    <PatientView
      initial={await patientTimeline(ctx, patientId, days, Date.now())}
      openDoseId={asked.dose ?? null}
      markedId={asked.reply ?? asked.message ?? null}
      mayCorrect={can(ctx.role, "doses.correct")}
      maySend={can(ctx.role, "messages.send")}
      mayWriteNotes={can(ctx.role, "notes.write")}
      maySetZone={can(ctx.role, "patients.set_zone")}
    />
  )
}
