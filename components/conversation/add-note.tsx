"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"
import { newId } from "@/lib/id"
import { addNote } from "@/lib/patients/actions"
import { LONGEST_NOTE } from "@/lib/patients/timeline"

/** One note; it lives as long as the form is open, and so does its id. */
export function AddNote({ patientId, onDone }: { patientId: string; onDone: () => void }) {
  const t = useTranslations("conversation.note")
  const ui = useTranslations("ui")
  const client = useQueryClient()
  const add = useAction(addNote, "repeat")
  const [noteId] = useState(newId)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const body = String(new FormData(event.currentTarget).get("note"))
    startTransition(async () => {
      const result = await add({ patientId, noteId, body })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      await client.invalidateQueries({ queryKey: ["patient", patientId] })
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3 rounded-md border p-3">
      <Field label={t("label")} hint={t("hint")} error={error} required>
        {(control) => (
          <Textarea {...control} name="note" maxLength={LONGEST_NOTE} autoComplete="off" />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{ui("cancel")}</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {t("save")}
        </Button>
      </div>
    </form>
  )
}
