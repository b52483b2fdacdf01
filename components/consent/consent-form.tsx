"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import type { ConsentMode } from "@/components/consent/consent-dialog"
import { SaidFields, saidIn } from "@/components/consent/said-fields"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { DialogClose } from "@/components/ui/dialog"
import { toast } from "@/components/ui/toast-store"
import type { ActionError, ActionResult } from "@/lib/auth/action"
import { endOptOut, saveConsent } from "@/lib/consent/actions"
import { newId } from "@/lib/id"

type ConsentFormProps = {
  mode: ConsentMode
  patientId: string
  wording: string
  phone?: string
  seen?: number
  submit: string
  onDone: () => void
}

/** Lives as long as the dialog is open, and so does the id of the record. */
export function ConsentForm(props: ConsentFormProps) {
  const { mode, patientId, wording, submit, onDone } = props
  const t = useTranslations("consent")
  const client = useQueryClient()
  const save = useSave(props)
  const [consentId] = useState(newId)
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = saidIn(new FormData(event.currentTarget))
    startTransition(async () => {
      const result = await save({ ...said, consentId })
      setError(result.ok ? null : result.error)
      if (!result.ok) return
      await client.invalidateQueries({ queryKey: ["patient", patientId] })
      toast(t(`${mode}.saved`), mode === "lift" ? { description: t("lift.after") } : {})
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <SaidFields {...{ mode, wording, error }} />
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {submit}
        </Button>
      </div>
    </form>
  )
}

type Said = ReturnType<typeof saidIn> & { consentId: string }

function useSave({ mode, patientId, phone = "", seen = 0 }: ConsentFormProps) {
  const record = useAction(saveConsent, "repeat")
  const lift = useAction(endOptOut)
  return (said: Said): Promise<ActionResult<unknown>> =>
    mode === "lift"
      ? lift({ patientId, phone, seen, ...said })
      : record({ patientId, kind: mode, ...said })
}
