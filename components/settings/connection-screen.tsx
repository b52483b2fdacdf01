"use client"

import { useQuery } from "@tanstack/react-query"
import { RefreshCw } from "lucide-react"
import { useTranslations } from "next-intl"
import { CallsSection } from "@/components/settings/calls-section"
import { ConnectionFacts } from "@/components/settings/connection-facts"
import { ConnectionProblems } from "@/components/settings/connection-problems"
import { DirectorySection } from "@/components/settings/directory-section"
import { RulesSection } from "@/components/settings/rules-section"
import { SubscriptionsSection } from "@/components/settings/subscriptions-section"
import { PageHeader } from "@/components/shell/page-header"
import { Button } from "@/components/ui/button"
import { ErrorState } from "@/components/ui/error-state"
import { Skeleton } from "@/components/ui/skeleton"
import type { ConnectionActivity } from "@/lib/connection/activity"
import { activityQuery, checksQuery } from "@/lib/connection/query-options"
import { fromPage } from "@/lib/live/from-page"

/** Whether BioT and the portal reach each other, and what to do where they do not. */
export function ConnectionScreen({ initial }: { initial: ConnectionActivity }) {
  const t = useTranslations("settings")
  const { data: activity } = useQuery({ ...activityQuery(), ...fromPage(initial) })
  const checks = useQuery(checksQuery())
  return (
    <>
      <PageHeader
        title={t("nav.connection")}
        description={t("connection.about")}
        action={
          <Button pending={checks.isFetching} onClick={() => checks.refetch()}>
            <RefreshCw aria-hidden />
            {t("connection.again")}
          </Button>
        }
      />
      {checks.isError ? (
        <ErrorState title={t("connection.failed")} onRetry={() => checks.refetch()}>
          {checks.error.message}
        </ErrorState>
      ) : null}
      {checks.data ? (
        <ConnectionProblems checks={checks.data} activity={activity} />
      ) : checks.isPending ? (
        <Skeleton className="h-12" />
      ) : null}
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
        <ConnectionFacts checks={checks.data} activity={activity} />
        <SubscriptionsSection checks={checks.data} />
        <CallsSection activity={activity} />
        <DirectorySection directory={activity.directory} zone={activity.zone} />
      </div>
      <RulesSection rules={activity.rules} />
    </>
  )
}
