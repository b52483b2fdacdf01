"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useTakeBack } from "@/components/review/use-take-back"
import { toast } from "@/components/ui/toast-store"
import type { ActionError, ActionResult } from "@/lib/auth/action"

/** What this person's role may do with an item; the server checks again. */
export type Powers = {
  canLink: boolean
  canDismiss: boolean
  canRetry: boolean
  canSend: boolean
  /** Quarantined and failed replies are an admin's to decide. */
  canDecideAll: boolean
}

type Outcome = { title: string; description?: string }

/**
 * Runs one decision: says what happened and how to undo it, goes on, renews the queue. A failure
 * stays in the pane; if somebody else decided first, the renewed pane tells who.
 */
export function useDecision(onDone: () => void) {
  const t = useTranslations("review.decision")
  const { tellDecided } = useTakeBack()
  const client = useQueryClient()
  const [pending, startTransition] = useTransition()
  const [error, setError] = useState<ActionError | null>(null)
  function decide<T>(act: () => Promise<ActionResult<T>>, say: (value: T) => Outcome) {
    setError(null)
    startTransition(async () => {
      const result = await act()
      if (result.ok) {
        const { title, description } = say(result.value)
        const decision = undoableOf(result.value)
        if (decision) tellDecided({ title, replies: [decision] }, description)
        else toast(title, description ? { description } : {})
        onDone()
      } else {
        setError(result.error)
        if (result.error.code === "conflict") {
          toast.error(result.error.sentence, { action: { label: t("next"), onClick: onDone } })
        }
      }
      const renewed = client.invalidateQueries({ queryKey: ["review"] })
      if (result.ok) await renewed
    })
  }
  return { decide, pending, error }
}

/** A verb that decides a reply says under which id the decision stands. */
function undoableOf(value: unknown): { replyId: string; decisionId: string } | null {
  if (typeof value !== "object" || value === null) return null
  const { replyId, decisionId } = value as Record<string, unknown>
  if (typeof replyId !== "string" || typeof decisionId !== "string") return null
  return { replyId, decisionId }
}
