import { PatientSkeleton } from "@/components/patients/patient-skeleton"

export default function Loading() {
  return <PatientSkeleton />
}
