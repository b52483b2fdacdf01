import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { PatientsSkeleton } from "@/components/patients/patients-skeleton"
import { PatientsView } from "@/components/patients/patients-view"
import { OnTheWay } from "@/components/shell/on-the-way"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { askedQuery } from "@/lib/patients/listing"
import { patientsPage } from "@/lib/patients/queries"
import { savedViewsOf } from "@/lib/views/queries"
import { homeOf } from "@/lib/views/view"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("patients")
  return { title: t("title") }
}

export default function PatientsPage(props: Props) {
  return (
    <OnTheWay skeleton={<PatientsSkeleton />}>
      <Patients {...props} />
    </OnTheWay>
  )
}

async function Patients({ searchParams }: Props) {
  const ctx = await requireStaff()
  const views = await savedViewsOf(ctx)
  const query = askedQuery(addressOf(await searchParams), homeOf(views))
  const initial = await patientsPage(ctx, { ...query, q: "", cursor: null }, Date.now())
  return (
    <Translated of={["patients", "doses", "consent.many", "today"]}>
      <PatientsView
        initial={initial}
        query={query}
        views={views}
        maySend={can(ctx.role, "messages.send")}
      />
    </Translated>
  )
}

function addressOf(params: Awaited<Props["searchParams"]>): URLSearchParams {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each]),
  )
  return new URLSearchParams(pairs)
}
