import { useTranslations } from "next-intl"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"]

export function ListSkeleton() {
  const t = useTranslations("patients")
  return (
    <div className="grid gap-2">
      <SkeletonNote>{t("loading")}</SkeletonNote>
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-12 max-md:h-28" />
      ))}
    </div>
  )
}

export function PatientsSkeleton() {
  const t = useTranslations("patients")
  return (
    <PageBody>
      <PageHeader title={t("title")} description={<Skeleton className="h-4 w-24" />} />
      <Skeleton className="h-8 w-full max-w-md" />
      <Skeleton className="h-8 w-full max-w-xl" />
      <ListSkeleton />
    </PageBody>
  )
}
