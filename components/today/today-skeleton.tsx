import { useTranslations } from "next-intl"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

const LINES = ["a", "b", "c", "d", "e"]

export function TodaySkeleton() {
  const t = useTranslations("today")
  return (
    <PageBody className="gap-6">
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <PageHeader title={t("title")} description={<Skeleton className="h-4 w-64" />} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        {["first", "second"].map((section) => (
          <div key={section} className="grid gap-2">
            <Skeleton className="h-6 w-56" />
            {LINES.map((line) => (
              <Skeleton key={line} className="h-10" />
            ))}
          </div>
        ))}
      </div>
    </PageBody>
  )
}
