import { useTranslations } from "next-intl"
import { PageBody } from "@/components/shell/page-body"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

/** The shape of a patient's page while it is read. */
export function PatientSkeleton() {
  const t = useTranslations("adherence")
  return (
    <PageBody className="gap-5">
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <div className="grid gap-2">
        <Skeleton className="h-4 w-20" />
        <Skeleton className="h-7 w-56" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      <Skeleton className="h-7 w-96 max-w-full" />
      <Skeleton className="h-24 rounded-md" />
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Skeleton className="h-56 rounded-md" />
        <Skeleton className="h-96 rounded-md" />
      </div>
    </PageBody>
  )
}
