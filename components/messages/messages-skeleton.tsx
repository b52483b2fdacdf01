import { useTranslations } from "next-intl"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]

/** Filters and rows of the log. */
export function MessagesSkeleton() {
  const t = useTranslations("messages.log")
  return (
    <>
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <div className="flex gap-1.5 overflow-hidden">
        {ROWS.slice(0, 6).map((row) => (
          <Skeleton key={row} className="h-7 w-20 shrink-0" />
        ))}
      </div>
      <div className="divide-y border-y">
        {ROWS.map((row) => (
          <div key={row} className="grid h-14 content-center gap-2 md:h-11 md:grid-cols-4 md:gap-6">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-4 max-md:hidden" />
            <Skeleton className="h-4 max-md:hidden" />
          </div>
        ))}
      </div>
    </>
  )
}
