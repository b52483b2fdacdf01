"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { keepFocus } from "@/components/ui/keep-focus"
import { toast } from "@/components/ui/toast-store"
import { takeTask } from "@/lib/tasks/actions"

type TakeProps = {
  task: { id: string; ownerId: string | null }
  staffId: string
  patientId: string
  /** What gets the focus when the button has gone, by its id. */
  after: string
  /** Said after the verb where several stand below each other. */
  name?: string
}

/** Makes whoever presses it the owner; nothing where they are already. */
export function TakeFollowUp({ task, staffId, patientId, after, name }: TakeProps) {
  const t = useTranslations("tasks.take")
  const client = useQueryClient()
  const takeOver = useAction(takeTask)
  const [pending, startTransition] = useTransition()
  if (task.ownerId === staffId) return null
  const take = () =>
    startTransition(async () => {
      const result = await takeOver({ taskId: task.id, seenOwnerId: task.ownerId })
      if (result.ok) toast(t("done"))
      else toast.error(t("failed"), { description: result.error.sentence })
      const renewed = [["patient", patientId], ["today"]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      )
      const kept = Promise.all(renewed).then(() => keepFocus(after))
      if (result.ok) await kept
    })
  const words = task.ownerId === null ? t("take") : t("takeOver")
  return (
    <Button pending={pending} onClick={take} aria-label={name ? `${words}: ${name}` : undefined}>
      {words}
    </Button>
  )
}
