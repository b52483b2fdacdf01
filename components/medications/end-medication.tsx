"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { useScheduleWords } from "@/components/medications/schedule-words"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { toast } from "@/components/ui/toast-store"
import { addDays } from "@/lib/local-date"
import { endMedication } from "@/lib/regimens/actions"
import type { Medication, PatientMedications } from "@/lib/regimens/medications"
import { previewEffect } from "@/lib/regimens/preview"
import { endedBy, isInForce } from "@/lib/regimens/versions"

type Props = { data: PatientMedications; medication: Medication }

export function EndMedication({ data, medication }: Props) {
  const t = useTranslations("medications.end")
  const { isolated } = useScheduleWords()
  const [isOpen, setOpen] = useState(false)
  const name = medication.medication
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost">
          {t.rich("button", { name, more: (more) => <span className="sr-only">{more}</span> })}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title", { name: isolated(name) })} description={t("description")}>
        <EndForm {...{ data, medication }} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function EndForm({ data, medication: given, onDone }: Props & { onDone: () => void }) {
  const t = useTranslations("medications")
  const { isolated } = useScheduleWords()
  const client = useQueryClient()
  const end = useAction(endMedication)
  const [medication] = useState(given)
  const [lastDate, setLastDate] = useState(data.today)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const cancelled = lastDate === "" ? 0 : cancelledBy(data, medication, lastDate)

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (lastDate === "") return setError(t("end.choose"))
    startTransition(async () => {
      const { id: regimenId, seen } = medication
      const result = await end({ regimenId, seen, lastDate })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      await client.invalidateQueries({ queryKey: ["patient", data.patient.id] })
      toast(t("end.saved", { name: isolated(medication.medication) }))
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field label={t("end.lastDay")} hint={t("end.hint")} error={error} required>
        {(control) => (
          <Input
            {...control}
            type="date"
            min={addDays(data.today, -1)}
            value={lastDate}
            onChange={(event) => {
              setLastDate(event.target.value)
              setError(null)
            }}
          />
        )}
      </Field>
      <p className="text-sm" aria-live="polite">
        {t("end.cancelled", { n: cancelled })}
      </p>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="danger" pending={pending}>
          {t("end.submit")}
        </Button>
      </div>
    </form>
  )
}

function cancelledBy(data: PatientMedications, { versions, ahead }: Medication, lastDate: string) {
  const ended = new Map(endedBy(versions, lastDate).map(({ id, endDate }) => [id, endDate]))
  const left = versions
    .map((each) => ({ ...each, endDate: ended.get(each.id) ?? each.endDate }))
    .filter(isInForce)
  return previewEffect(ahead, left, data).cancelled
}
