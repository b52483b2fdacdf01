"use client"

import { ErrorState } from "@/components/ui/error-state"

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="grid min-h-[60dvh] place-items-center p-4">
      <ErrorState
        as="h1"
        title="This page could not be shown"
        reference={digestOf(error)}
        onRetry={retry}
      >
        Replies and reminders are handled elsewhere and go on. What you had already saved is safe;
        what you had only typed is not saved.
      </ErrorState>
    </main>
  )
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string"
    ? error.digest
    : undefined
}
