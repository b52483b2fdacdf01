import { StaffSkeleton } from "@/components/settings/staff-skeleton"

export default function Loading() {
  return <StaffSkeleton />
}
