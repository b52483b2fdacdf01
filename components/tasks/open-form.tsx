"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { toast } from "@/components/ui/toast-store"
import { newId } from "@/lib/id"
import { openTask } from "@/lib/tasks/actions"

/** Lives as long as the dialog is open, and so does its id. */
export function OpenForm({ patientId, onDone }: { patientId: string; onDone: () => void }) {
  const t = useTranslations("tasks.open")
  const client = useQueryClient()
  const open = useAction(openTask, "repeat")
  const [taskId] = useState(newId)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = String(new FormData(event.currentTarget).get("note"))
    startTransition(async () => {
      const result = await open({ taskId, patientId, note })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      await client.invalidateQueries({ queryKey: ["patient", patientId] })
      toast(t("done"))
      onDone()
    })
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field label={t("what")} error={error} required>
        {(control) => <Input {...control} name="note" autoComplete="off" maxLength={300} />}
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("trigger")}
        </Button>
      </div>
    </form>
  )
}
