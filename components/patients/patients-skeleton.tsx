import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"]

export function ListSkeleton() {
  return (
    <div className="grid gap-2">
      <SkeletonNote>Loading patients</SkeletonNote>
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-11 max-md:h-24" />
      ))}
    </div>
  )
}

export function PatientsSkeleton() {
  return (
    <PageBody>
      <PageHeader title="Patients" description={<Skeleton className="h-4 w-24" />} />
      <Skeleton className="h-8 w-full max-w-xl" />
      <ListSkeleton />
    </PageBody>
  )
}
