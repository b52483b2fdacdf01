import { PatientsSkeleton } from "@/components/patients/patients-skeleton"

export default function Loading() {
  return <PatientsSkeleton />
}
