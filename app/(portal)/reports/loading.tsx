import { useTranslations } from "next-intl"
import { PageBody } from "@/components/shell/page-body"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

/** A row of figures, then two tables beside each other. */
export default function ReportsLoading() {
  const t = useTranslations("reports")
  return (
    <PageBody className="gap-6">
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <Skeleton className="h-7 w-32" />
      <Skeleton className="h-8 w-96 max-w-full" />
      <div className="grid gap-8 sm:grid-cols-2 xl:grid-cols-4">
        {["one", "two", "three", "four"].map((key) => (
          <Skeleton key={key} className="h-16" />
        ))}
      </div>
      <div className="grid gap-10 xl:grid-cols-2">
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
      </div>
    </PageBody>
  )
}
