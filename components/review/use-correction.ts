"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { toast } from "@/components/ui/toast-store"
import type { ActionResult } from "@/lib/auth/action"
import { undoDecision } from "@/lib/review/actions"

type Decided = { decisionId: string }
type Said = {
  title: string
  description: string
  patientIds: readonly (string | null)[]
  /** Of a decision that the message offers to take back: how often the reply had been read. */
  undoable?: { attempts: number }
}

/** Runs a correction of a decided reply; a failure stays in the form, success renews the calendars. */
export function useCorrection(replyId: string, onDone: () => void) {
  const t = useTranslations("review.move")
  const client = useQueryClient()
  const takeBack = useAction(undoDecision)
  const [pending, startTransition] = useTransition()
  const [error, setError] = useState<string | null>(null)
  const renew = async (patientIds: Said["patientIds"]) => {
    await client.invalidateQueries({ queryKey: ["review"] })
    for (const id of patientIds) {
      if (id) await client.invalidateQueries({ queryKey: ["patient", id] })
    }
  }
  const undo = async (seen: { attempts: number; decisionId: string }, said: Said) => {
    const asked = { replyId, reason: t("undoReason"), seen }
    const result = await takeBack(asked)
    if (result.ok) toast(t("undone"), { description: t("undoneHint") })
    else toast.error(result.error.sentence)
    await renew(said.patientIds)
  }
  const correct = (act: () => Promise<ActionResult<Decided>>, said: Said) => {
    setError(null)
    startTransition(async () => {
      const result = await act()
      if (result.ok) {
        const seen = said.undoable && { ...said.undoable, decisionId: result.value.decisionId }
        const action = seen && { label: t("undo"), onClick: () => void undo(seen, said) }
        toast(said.title, { description: said.description, ...(action ? { action } : {}) })
        onDone()
      } else setError(result.error.sentence)
      const renewed = renew(said.patientIds)
      if (result.ok) await renewed
    })
  }
  return { correct, pending, error }
}
