import { useTranslations } from "next-intl"
import { PageBody } from "@/components/shell/page-body"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

const ROWS = ["a", "b", "c", "d", "e", "f"]

/** The title, the roles by template, and the rows of people. */
export function StaffSkeleton() {
  const t = useTranslations("settings.people")
  return (
    <PageBody>
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-4 w-full max-w-lg" />
      {["roles", "people"].map((part) => (
        <div key={part} className="grid gap-2 pt-4">
          <Skeleton className="h-5 w-32" />
          <div className="divide-y border-y">
            {ROWS.map((row) => (
              <div key={row} className="grid h-11 grid-cols-3 items-center gap-6">
                <Skeleton className="h-4" />
                <Skeleton className="h-4" />
                <Skeleton className="h-4 max-md:hidden" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </PageBody>
  )
}
