import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { toast } from "@/components/ui/toast-store"
import type { TaskOutcome } from "@/db/enums"
import type { ActionError } from "@/lib/auth/action"
import type { LocalDate } from "@/lib/local-date"
import type { PatientTimeline, TimelineDose, TimelineTask } from "@/lib/patients/timeline"
import { closeTask } from "@/lib/tasks/actions"

const FIELDS = ["outcome", "takenAt", "reason"]

type Settling = {
  task: TimelineTask
  timeline: PatientTimeline
  outcome: TaskOutcome | ""
  /** The doses that the outcome is to be stated of. */
  chosen: readonly TimelineDose[]
  /** When the one dose was taken, if somebody said so. */
  takenOn: { date: LocalDate; time: string; zone: string } | null
  onDone: () => void
}

/** Ends a follow-up with what its form says; what is refused stands at its field. */
export function useSettling({ task, timeline, outcome, chosen, takenOn, onDone }: Settling) {
  const t = useTranslations("tasks")
  const client = useQueryClient()
  const close = useAction(closeTask)
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    if (outcome === "") {
      setError({ code: "invalid", field: "outcome", sentence: t("settle.choose") })
      return
    }
    const form = new FormData(event.currentTarget)
    const settled = { taskId: task.id, outcome, reason: String(form.get("reason")), takenOn }
    startTransition(async () => {
      const doseIds = chosen.map(({ id }) => id)
      const result = await close({ ...settled, doseIds })
      setError(result.ok ? null : result.error)
      if (!result.ok) return
      toast(t("settle.done"))
      await client.invalidateQueries({ queryKey: ["patient", timeline.patient.id] })
      onDone()
    })
  }
  const isOwnField = FIELDS.includes(error?.field ?? "")
  return {
    onSubmit,
    pending,
    /** What stands at no field. */
    problem: error && !isOwnField ? error.sentence : null,
    errorOf: (field: string) => (error?.field === field ? error.sentence : null),
    clearError: () => setError(null),
  }
}
