import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PatientView } from "@/components/patients/patient-view"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { AppError } from "@/lib/errors"
import { patientIdSchema, timelineDaysSchema } from "@/lib/patients/schema"
import { patientTimeline } from "@/lib/patients/timeline-queries"

/** No name: titles end up in the browser's history. */
export const metadata: Metadata = { title: "Patient" }

type Props = {
  params: Promise<{ patientId: string }>
  searchParams: Promise<{ days?: string; dose?: string; message?: string; reply?: string }>
}

export default async function PatientPage({ params, searchParams }: Props) {
  const ctx = await requireStaff()
  const [{ patientId }, asked] = await Promise.all([params, searchParams])
  const id = patientIdSchema.safeParse(patientId)
  if (!id.success) notFound()
  const days = timelineDaysSchema.parse(asked.days)
  const timeline = await patientTimeline(ctx, id.data, days, Date.now()).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") notFound()
    throw error
  })
  return (
    <PatientView
      key={id.data}
      initial={timeline}
      openDoseId={asked.dose ?? null}
      markedId={asked.reply ?? asked.message ?? null}
      mayCorrect={can(ctx.role, "doses.correct")}
      maySend={can(ctx.role, "messages.send")}
      mayWriteNotes={can(ctx.role, "notes.write")}
      maySetZone={can(ctx.role, "patients.set_zone")}
    />
  )
}
