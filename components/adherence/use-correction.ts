"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { toast } from "@/components/ui/toast-store"
import type { ActionError } from "@/lib/auth/action"
import { correctManyDoses, takeCorrectionBack } from "@/lib/doses/actions"
import type { Correction } from "@/lib/doses/correctable"
import type { RefusedDose } from "@/lib/doses/correction-mutations"
import { newId } from "@/lib/id"
import type { TimelineDose } from "@/lib/patients/timeline"
import { SECOND_MS } from "@/lib/time"

const UNDO_MS = 10 * SECOND_MS

type Said = {
  as: Correction
  doses: readonly TimelineDose[]
  reason: string
  takenOn?: { date: string; time: string; zone: string } | null
}

/** Takes a correction back as a whole, and says what became of it. */
export function useUndo(patientId: string) {
  const t = useTranslations("evidence.correct")
  const client = useQueryClient()
  const takeBack = useAction(takeCorrectionBack, "repeat")
  return async (correctionId: string): Promise<ActionError | null> => {
    const result = await takeBack({ patientId, correctionId })
    if (!result.ok) {
      toast.error(result.error.sentence)
      return result.error
    }
    client.invalidateQueries({ queryKey: ["patient", patientId] })
    const { doses, kept } = result.value
    const rest = kept.length > 0 ? t("kept", { count: kept.length }) : null
    toast(t("undone", { count: doses.length }), rest ? { description: rest } : {})
    return null
  }
}

/**
 * Says something of doses in one step, with ten seconds to undo it at a click. The id is the form's,
 * so a double click, a reload or a second tab saves once.
 */
export function useCorrection(patientId: string, onDone: () => void) {
  const t = useTranslations("evidence.correct")
  const [correctionId] = useState(newId)
  const [error, setError] = useState<ActionError | null>(null)
  const [refused, setRefused] = useState<RefusedDose[]>([])
  const [pending, startTransition] = useTransition()
  const client = useQueryClient()
  const undo = useUndo(patientId)
  const correct = useAction(correctManyDoses, "repeat")

  const save = ({ as, doses, reason, takenOn = null }: Said) =>
    startTransition(async () => {
      const seen = doses.map(({ id, state }) => ({ doseId: id, seen: state }))
      const input = { correctionId, patientId, as, reason, takenOn, doses: seen }
      const result = await correct(input)
      client.invalidateQueries({ queryKey: ["patient", patientId] })
      setError(result.ok ? null : result.error)
      setRefused(result.ok && !result.value.ok ? result.value.refused : [])
      if (!result.ok || !result.value.ok) return
      const { doses: saved } = result.value
      const many = saved.length > 1
      toast(many ? t("savedMany", { count: saved.length }) : t("saved"), {
        action: { label: t("undo"), onClick: () => void undo(correctionId) },
        durationMs: UNDO_MS,
      })
      onDone()
    })

  return { save, pending, error, refused }
}
