import type { Metadata } from "next"
import { PatientsView } from "@/components/patients/patients-view"
import { requireStaff } from "@/lib/auth/session"
import { patientsPage } from "@/lib/patients/queries"
import { patientListingSchema } from "@/lib/patients/schema"

export const metadata: Metadata = { title: "Patients" }

type Props = { searchParams: Promise<{ sort?: string; filter?: string }> }

export default async function PatientsPage({ searchParams }: Props) {
  const ctx = await requireStaff()
  const listing = { ...patientListingSchema.parse(await searchParams), q: "" }
  const initial = await patientsPage(ctx, { ...listing, cursor: null }, Date.now())
  return <PatientsView initial={initial} listing={listing} />
}
