import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { ConsentView } from "@/components/consent/consent-view"
import { PatientSkeleton } from "@/components/patients/patient-skeleton"
import { OnTheWay } from "@/components/shell/on-the-way"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { consentPage } from "@/lib/consent/page-queries"
import { isPatientHere } from "@/lib/patients/queries"
import { patientIdSchema } from "@/lib/patients/schema"

/** No name: titles end up in the browser's history. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("consent")
  return { title: t("page") }
}

type Props = { params: Promise<{ patientId: string }> }

export default async function ConsentPage({ params }: Props) {
  const ctx = await requireStaff()
  const id = patientIdSchema.safeParse((await params).patientId)
  // Before anything streams: once a skeleton is out, the status can no longer become 404.
  if (!id.success || !(await isPatientHere(ctx, id.data))) notFound()
  return (
    <Translated of={["consent", "patients"]}>
      <OnTheWay key={id.data} skeleton={<PatientSkeleton />}>
        <Consent patientId={id.data} />
      </OnTheWay>
    </Translated>
  )
}

async function Consent({ patientId }: { patientId: string }) {
  const ctx = await requireStaff()
  return (
    <ConsentView
      initial={await consentPage(ctx, patientId, Date.now())}
      mayRecord={can(ctx.role, "consent.record")}
      maySetZone={can(ctx.role, "patients.set_zone")}
    />
  )
}
