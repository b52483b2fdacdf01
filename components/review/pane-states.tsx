"use client"

import { useTranslations } from "next-intl"
import { ErrorState } from "@/components/ui/error-state"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"

export function PaneError({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const t = useTranslations("messages.pane")
  return (
    <ErrorState as="h3" title={t("failed")} onRetry={onRetry}>
      {error.message}
    </ErrorState>
  )
}

/** The words, the reason, a form, facts. */
export function PaneSkeleton({ children }: { children: string }) {
  return (
    <div className="grid gap-6">
      <SkeletonNote>{children}</SkeletonNote>
      <div className="grid gap-2">
        <Skeleton className="h-7 w-3/4" />
        <Skeleton className="h-5 w-full" />
      </div>
      <Skeleton className="h-44 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  )
}
