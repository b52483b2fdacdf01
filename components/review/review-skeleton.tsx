import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"]

/** Filters and rows of the queue. */
export function ReviewSkeleton() {
  return (
    <>
      <SkeletonNote>Loading the queue</SkeletonNote>
      <div className="flex gap-1.5 overflow-hidden">
        {ROWS.slice(0, 5).map((row) => (
          <Skeleton key={row} className="h-7 w-24 shrink-0" />
        ))}
      </div>
      <div className="divide-y">
        {ROWS.map((row) => (
          <div
            key={row}
            className="grid h-16 content-center gap-2 md:h-11 md:grid-cols-[5fr_3fr_6fr_7rem] md:gap-4"
          >
            <Skeleton className="h-4 w-3/4" />
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-4 max-md:hidden" />
            <Skeleton className="h-4 max-md:hidden" />
          </div>
        ))}
      </div>
    </>
  )
}
