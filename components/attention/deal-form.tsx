"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { ReasonWords } from "@/components/attention/reason-words"
import { useReopen } from "@/components/attention/use-reopen"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { keepFocus } from "@/components/ui/keep-focus"
import { Textarea } from "@/components/ui/textarea"
import { toast } from "@/components/ui/toast-store"
import { dealWithAttention } from "@/lib/attention/actions"
import type { NeedReason } from "@/lib/patients/need"

type Item = NeedReason & { id: string }
type DealFormProps = {
  patientId: string
  items: readonly Item[]
  /** What gets the focus when the line has gone, by its id. */
  after: string
  onDone: () => void
}

/** Which reasons are set aside, and what was done. */
export function DealForm({ patientId, items, after, onDone }: DealFormProps) {
  const t = useTranslations("today.dealWith")
  const client = useQueryClient()
  const dealWith = useAction(dealWithAttention)
  const reopen = useReopen(patientId, after)
  const [left, setLeft] = useState<readonly string[]>([])
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const note = String(new FormData(event.currentTarget).get("note"))
    const itemIds = items.map(({ id }) => id).filter((id) => !left.includes(id))
    startTransition(async () => {
      const result = await dealWith({ itemIds, note })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      toast(t("done"), { action: { label: t("undo"), onClick: () => void reopen(itemIds) } })
      onDone()
      await client.invalidateQueries({ queryKey: ["today"] })
      await client.invalidateQueries({ queryKey: ["patient", patientId] })
      keepFocus(after)
    })
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <ItemChecks {...{ items, left, setLeft }} />
      <Field label={t("note")} hint={t("hint")} error={error} required>
        {(control) => <Textarea {...control} name="note" maxLength={300} />}
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

type ItemChecksProps = {
  items: readonly Item[]
  left: readonly string[]
  setLeft: (itemIds: readonly string[]) => void
}

/** Which reasons; all of them, until one is left out. */
function ItemChecks({ items, left, setLeft }: ItemChecksProps) {
  const t = useTranslations("today.dealWith")
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{t("which")}</legend>
      {items.map((item) => (
        <label
          key={item.id}
          htmlFor={`deal-${item.id}`}
          className="flex min-h-7 items-center gap-2 text-sm"
        >
          <Checkbox
            id={`deal-${item.id}`}
            checked={!left.includes(item.id)}
            onChange={({ target }) =>
              setLeft(target.checked ? left.filter((id) => id !== item.id) : [...left, item.id])
            }
          />
          <ReasonWords reason={item} />
        </label>
      ))}
    </fieldset>
  )
}
