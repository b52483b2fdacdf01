"use client"

import { useRecovery } from "@/components/shell/use-recovery"
import { ErrorState } from "@/components/ui/error-state"

type PageErrorProps = { error: unknown; retry: () => void }

/** What stands in a page's place when it could not be made; while the database is away, it waits. */
export function PageError({ error, retry }: PageErrorProps) {
  const isAway = useRecovery(retry)
  return (
    <ErrorState
      as="h1"
      title={isAway ? "The database does not answer" : "This page could not be shown"}
      reference={digestOf(error)}
      onRetry={retry}
    >
      {isAway
        ? "What you had already saved is safe; what you had only typed is not saved. This page opens by itself as soon as the database answers."
        : "Replies and reminders are handled elsewhere and go on. What you had already saved is safe; what you had only typed is not saved."}
    </ErrorState>
  )
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string"
    ? error.digest
    : undefined
}
