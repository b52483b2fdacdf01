"use client"

import { useTranslations } from "next-intl"
import { useRecovery } from "@/components/shell/use-recovery"
import { ErrorState } from "@/components/ui/error-state"

type PageErrorProps = { error: unknown; retry: () => void }

/** What stands in a page's place when it could not be made; while the database is away, it waits. */
export function PageError({ error, retry }: PageErrorProps) {
  const t = useTranslations("shell.error")
  const isAway = useRecovery(retry)
  return (
    <ErrorState
      as="h1"
      title={isAway ? t("away") : t("page")}
      reference={digestOf(error)}
      onRetry={retry}
    >
      {isAway ? t("awayWhy") : t("pageWhy")}
    </ErrorState>
  )
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string"
    ? error.digest
    : undefined
}
