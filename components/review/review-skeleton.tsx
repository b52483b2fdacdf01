import { useTranslations } from "next-intl"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"]

/** Filters and rows of the queue. */
export function ReviewSkeleton() {
  const t = useTranslations("review.queue")
  return (
    <>
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <div className="flex gap-1.5 overflow-hidden">
        {ROWS.slice(0, 5).map((row) => (
          <Skeleton key={row} className="h-7 w-24 shrink-0" />
        ))}
      </div>
      <div className="divide-y">
        {ROWS.map((row) => (
          <div
            key={row}
            className="grid h-16 content-center gap-2 ps-10 md:grid-cols-[minmax(0,1fr)_10rem] md:gap-x-4"
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
