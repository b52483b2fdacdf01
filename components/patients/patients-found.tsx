import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { PatientsEmpty } from "@/components/patients/patients-empty"
import { ListSkeleton } from "@/components/patients/patients-skeleton"
import type { useRows } from "@/components/patients/use-rows"
import { Button } from "@/components/ui/button"
import { ErrorState } from "@/components/ui/error-state"

type PatientsFoundProps = {
  list: ReturnType<typeof useRows>
  isNarrowed: boolean
  onClear: () => void
  /** The rows, where there are any. */
  children: ReactNode
}

/** What a listing found, or why there is nothing to see; below it, that there is more. */
export function PatientsFound({ list, isNarrowed, onClear, children }: PatientsFoundProps) {
  const t = useTranslations("patients")
  const isEmpty = list.rows.length === 0
  if (list.problem && isEmpty) {
    return (
      <ErrorState title={t("failed")} onRetry={list.retry}>
        {list.problem}
      </ErrorState>
    )
  }
  if (list.isPending) return <ListSkeleton />
  if (isEmpty) return <PatientsEmpty isNarrowed={isNarrowed} onClear={onClear} />
  return (
    <>
      <div className={list.isOld ? "opacity-60 transition-opacity" : ""}>{children}</div>
      {list.hasMore ? (
        <div className="grid justify-items-center gap-2">
          <Button pending={list.isLoadingMore} onClick={list.more}>
            {t("more")}
          </Button>
          {list.problem ? (
            <p role="alert" className="text-danger text-sm">
              {list.problem}
            </p>
          ) : null}
        </div>
      ) : null}
    </>
  )
}
