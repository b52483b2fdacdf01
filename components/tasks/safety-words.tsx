"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { usePersonName } from "@/components/ui/person-name"
import { Textarea } from "@/components/ui/textarea"
import { toast } from "@/components/ui/toast-store"
import type { ActionResult } from "@/lib/auth/action"
import { addTaskNote, closeSafetyTask } from "@/lib/tasks/actions"
import type { SafetyLine } from "@/lib/tasks/safety-board"

/** Which of the two; its words stand under this name. */
type Kind = "note" | "close"

export function NoteSafety({ task }: { task: SafetyLine }) {
  return <InWords task={task} kind="note" save={useAction(addTaskNote)} />
}

export function CloseSafety({ task }: { task: SafetyLine }) {
  return <InWords task={task} kind="close" save={useAction(closeSafetyTask)} />
}

type Save = (input: { taskId: string; note: string }) => Promise<ActionResult<unknown>>
type InWordsProps = { task: SafetyLine; kind: Kind; save: Save }

function InWords({ task, kind, save }: InWordsProps) {
  const t = useTranslations(`tasks.${kind}Safety`)
  const [isOpen, setOpen] = useState(false)
  const patientName = usePersonName()(task.patientName)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button aria-label={t("triggerFor", { name: patientName })}>{t("trigger")}</Button>
      </DialogTrigger>
      <DialogContent title={t("title", { name: patientName })} description={t("description")}>
        <WordsForm {...{ task, kind, save }} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function WordsForm({ task, kind, save, onDone }: InWordsProps & { onDone: () => void }) {
  const t = useTranslations(`tasks.${kind}Safety`)
  const client = useQueryClient()
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const { taskId, patientId } = task
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const note = String(new FormData(event.currentTarget).get("note"))
    startTransition(async () => {
      const result = await save({ taskId, note })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      toast(t("done"))
      onDone()
      await client.invalidateQueries({ queryKey: ["today"] })
      if (patientId) await client.invalidateQueries({ queryKey: ["patient", patientId] })
    })
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field label={t("label")} error={error} required>
        {(control) => <Textarea {...control} name="note" maxLength={300} autoFocus />}
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  )
}
