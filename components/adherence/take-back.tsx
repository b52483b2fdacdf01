"use client"

import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useUndo } from "@/components/adherence/use-correction"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { toast } from "@/components/ui/toast-store"
import { takeEntryBack } from "@/lib/doses/actions"
import type { TimelineEvent } from "@/lib/patients/timeline"

type TakeBackProps = { patientId: string; event: TimelineEvent }

/** Takes one statement back, or all that were made in the same step. */
export function TakeBack({ patientId, event }: TakeBackProps) {
  const t = useTranslations("evidence.takeBack")
  const [isOpen, setOpen] = useState(false)
  const undo = useUndo(patientId)
  const [pending, startTransition] = useTransition()
  const { correction } = event
  if (isOpen) return <TakeBackForm eventId={event.id} onDone={() => setOpen(false)} />
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-1">
      <Button variant="link" onClick={() => setOpen(true)}>
        {t("one")}
      </Button>
      {correction && correction.doses > 1 ? (
        <Button
          variant="link"
          pending={pending}
          onClick={({ currentTarget }) => {
            const line = currentTarget.closest("li")
            startTransition(async () => {
              if ((await undo(correction.id)) === null) line?.focus()
            })
          }}
        >
          {t("all", { count: correction.doses })}
        </Button>
      ) : null}
    </div>
  )
}

function TakeBackForm({ eventId, onDone }: { eventId: string; onDone: () => void }) {
  const t = useTranslations("evidence.takeBack")
  const correct = useAction(takeEntryBack)
  const ui = useTranslations("ui")
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const reason = String(new FormData(event.currentTarget).get("reason"))
    // What was taken back has no button any more: its line keeps the focus.
    const line = event.currentTarget.closest("li")
    startTransition(async () => {
      const result = await correct({ eventId, reason })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      line?.focus()
      onDone()
      toast(t("done"))
    })
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3 py-1">
      <Field label={t("why")} error={error} required>
        {(control) => (
          <Input {...control} name="reason" autoComplete="off" maxLength={300} autoFocus />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{ui("cancel")}</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {t("one")}
        </Button>
      </div>
    </form>
  )
}
