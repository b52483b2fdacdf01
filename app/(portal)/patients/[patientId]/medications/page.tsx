import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { MedicationsView } from "@/components/medications/medications-view"
import { PatientSkeleton } from "@/components/patients/patient-skeleton"
import { OnTheWay } from "@/components/shell/on-the-way"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { isPatientHere } from "@/lib/patients/queries"
import { patientIdSchema } from "@/lib/patients/schema"
import { patientMedications } from "@/lib/regimens/queries"

/** No name: titles end up in the browser's history. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("medications")
  return { title: t("page") }
}

type Props = { params: Promise<{ patientId: string }> }

export default async function MedicationsPage({ params }: Props) {
  const ctx = await requireStaff()
  const id = patientIdSchema.safeParse((await params).patientId)
  // Before anything streams: once a skeleton is out, the status can no longer become 404.
  if (!id.success || !(await isPatientHere(ctx, id.data))) notFound()
  return (
    <Translated of={["medications", "patients"]}>
      <OnTheWay key={id.data} skeleton={<PatientSkeleton />}>
        <Medications patientId={id.data} />
      </OnTheWay>
    </Translated>
  )
}

async function Medications({ patientId }: { patientId: string }) {
  const ctx = await requireStaff()
  return (
    <MedicationsView
      initial={await patientMedications(ctx, patientId, Date.now())}
      mayEdit={can(ctx.role, "regimens.edit")}
      maySetZone={can(ctx.role, "patients.set_zone")}
    />
  )
}
