"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState, useTransition } from "react"
import { toast } from "@/components/ui/toast-store"
import type { ActionError, ActionResult } from "@/lib/auth/action"

/** What this person's role may do with an item; the server checks again. */
export type Powers = {
  canLink: boolean
  canDismiss: boolean
  canRetry: boolean
  /** Quarantined and failed replies are an admin's to decide. */
  canDecideAll: boolean
}

type Outcome = { title: string; description?: string }

/**
 * Runs one decision: says what happened, closes the pane, renews the queue. A failure stays in the
 * pane; if somebody else decided first, the renewed pane tells who.
 */
export function useDecision(onDone: () => void) {
  const client = useQueryClient()
  const [pending, startTransition] = useTransition()
  const [error, setError] = useState<ActionError | null>(null)
  function decide<T>(act: () => Promise<ActionResult<T>>, say: (value: T) => Outcome) {
    setError(null)
    startTransition(async () => {
      const result = await act().catch(() => UNREACHABLE)
      if (result.ok) {
        const { title, description } = say(result.value)
        toast(title, description ? { description } : {})
        onDone()
      } else {
        setError(result.error)
        if (result.error.code === "conflict") toast.error(result.error.sentence)
      }
      await client.invalidateQueries({ queryKey: ["review"] })
    })
  }
  return { decide, pending, error }
}

const UNREACHABLE = {
  ok: false as const,
  error: {
    code: "unavailable" as const,
    sentence: "The server did not answer. The queue shows whether your decision was kept.",
  },
}
