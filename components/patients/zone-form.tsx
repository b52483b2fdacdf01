"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import { toast } from "@/components/ui/toast-store"
import { setTimeZone } from "@/lib/patients/actions"
import type { TimelinePatient } from "@/lib/patients/timeline"
import type { ZoneSet } from "@/lib/patients/zone-words"

/** The zone that outranks BioT's, or none. */
export function ZoneForm({ patient, onDone }: { patient: TimelinePatient; onDone: () => void }) {
  const t = useTranslations("patients.zone")
  const client = useQueryClient()
  const save = useAction(setTimeZone)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  // As it stood when the form opened: a live update meanwhile must not hide that it changed.
  const [{ id: patientId, zone, zoneOverride: seen }] = useState(patient)
  const names = [...new Set([zone, ...Intl.supportedValuesOf("timeZone")])].sort()

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const chosen = String(new FormData(event.currentTarget).get("zone"))
    startTransition(async () => {
      const result = await save({ patientId, timeZone: chosen || null, seen })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      await client.invalidateQueries({ queryKey: ["patient", patientId] })
      const said = whatFollowed(t, result.value)
      toast(t("saved"), said ? { description: said } : {})
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field label={t("label")} hint={t("hint")} error={error}>
        {(control) => (
          <Select {...control} name="zone" defaultValue={seen ?? ""} className="w-full">
            <option value="">{seen === null ? t("asBiotNow", { zone }) : t("asBiot")}</option>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("save")}
        </Button>
      </div>
    </form>
  )
}

type Words = ReturnType<typeof useTranslations<"patients.zone">>

/** A change of zone in sentences; empty when nothing followed it and nothing stays elsewhere. */
function whatFollowed(t: Words, { movedDoses, cancelledDoses, staying }: ZoneSet): string {
  return [
    ...(movedDoses > 0 ? [t("moved", { n: movedDoses })] : []),
    ...(cancelledDoses > 0 ? [t("cancelled", { n: cancelledDoses })] : []),
    ...staying.map(({ zone, regimens }) => t("staying", { n: regimens, zone })),
  ].join(" ")
}
