"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { PhoneCall } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useRef } from "react"
import { FollowUpFilterRow } from "@/components/tasks/follow-up-filters"
import { FollowUpItem } from "@/components/tasks/follow-up-item"
import { useLineKeys } from "@/components/today/use-line-keys"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { fromPage } from "@/lib/live/from-page"
import { type FollowUpFilters, type FollowUpList, followUpsHref } from "@/lib/tasks/listed"
import { followUpsQuery } from "@/lib/tasks/query-options"

type Props = { filters: FollowUpFilters; initial: FollowUpList }

/** Everybody who is to be called, narrowed by whose it is, when it is due and why. */
export function FollowUpListScreen({ filters, initial }: Props) {
  const t = useTranslations("tasks.list")
  const place = useRef<HTMLUListElement>(null)
  useLineKeys(place)
  const {
    data: list = initial,
    error,
    refetch,
  } = useQuery({
    ...followUpsQuery(filters),
    ...fromPage(initial),
    placeholderData: keepPreviousData,
  })
  const { rows, total, counts, zone, staffId } = list
  return (
    <>
      <FollowUpFilterRow filters={filters} counts={counts} />
      {error ? (
        <ErrorState title={t("stale")} onRetry={refetch}>
          {error.message}
        </ErrorState>
      ) : null}
      <p role="status" className="text-muted-foreground text-sm">
        {rows.length < total ? t("cut", { shown: rows.length, total }) : t("found", { n: total })}
      </p>
      {rows.length === 0 ? (
        <EmptyState
          icon={<PhoneCall aria-hidden />}
          title={counts.owner.all === 0 ? t("none") : t("noneHere")}
          action={
            counts.owner.all === 0 ? null : (
              <Button asChild>
                <Link href={followUpsHref() as Route}>{t("showAll")}</Link>
              </Button>
            )
          }
        />
      ) : (
        <ul ref={place} aria-label={t("label")} className="divide-y rounded-md border">
          {rows.map((row) => (
            <FollowUpItem key={row.taskId} {...{ row, zone, staffId }} />
          ))}
        </ul>
      )}
    </>
  )
}
