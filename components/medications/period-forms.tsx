"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useId, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { toast } from "@/components/ui/toast-store"
import { EXCUSE_KINDS, type ExcuseKind } from "@/db/enums"
import type { ActionError } from "@/lib/auth/action"
import { addDays } from "@/lib/local-date"
import { addPeriod, endPeriodEarly } from "@/lib/regimens/actions"
import type { PatientMedications, Period } from "@/lib/regimens/medications"

type PeriodFormProps = {
  data: PatientMedications
  regimenId: string | null
  onDone: () => void
}

export function PeriodForm({ data, regimenId: given, onDone }: PeriodFormProps) {
  const t = useTranslations("medications")
  const client = useQueryClient()
  const add = useAction(addPeriod, "repeat")
  const [periodId] = useState(() => crypto.randomUUID())
  const [regimenId, setRegimenId] = useState(given)
  const [kind, setKind] = useState<ExcuseKind>(given ? "on_hold" : "hospital")
  const [reason, setReason] = useState("")
  const [fromDate, setFromDate] = useState(data.today)
  const [toDate, setToDate] = useState("")
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const patientId = data.patient.id
  const errorAt = (field: string) => (error?.field === field ? error.sentence : null)

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const days = { fromDate, toDate: toDate === "" ? null : toDate }
      const input = { patientId, periodId, regimenId, kind, reason, ...days }
      const result = await add(input)
      setError(result.ok ? null : result.error)
      if (!result.ok) return
      await client.invalidateQueries({ queryKey: ["patient", patientId] })
      const { doses, taken } = result.value
      const told = [
        t("period.excused", { n: doses }),
        ...(taken > 0 ? [t("period.taken", { n: taken })] : []),
      ]
      toast(t(given ? "period.pauseSaved" : "period.saved"), { description: told.join(" ") })
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      {given === null ? (
        <Field label={t("period.medication")} error={errorAt("regimenId")}>
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={regimenId ?? ""}
              onChange={(event) => setRegimenId(event.target.value || null)}
            >
              <option value="">{t("period.every")}</option>
              {data.medications.map(({ id, medication }) => (
                <option key={id} value={id}>
                  {medication}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <Field label={t("period.why")} error={errorAt("kind")}>
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={kind}
            onChange={(event) => setKind(event.target.value as ExcuseKind)}
          >
            {EXCUSE_KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`excuse.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t("period.reason")}
        hint={t("period.reasonHint")}
        error={errorAt("reason")}
        required
      >
        {(control) => (
          <Input
            {...control}
            dir="auto"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("period.firstDay")} error={errorAt("fromDate")} required>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={fromDate}
              onChange={(event) => setFromDate(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("period.lastDay")} optional error={errorAt("toDate")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              min={fromDate}
              value={toDate}
              onChange={(event) => setToDate(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Failure error={error} shown={["regimenId", "kind", "reason", "fromDate", "toDate"]} />
      <Buttons label={t(given ? "period.pauseSubmit" : "period.excuse")} pending={pending} />
    </form>
  )
}

type EndFormProps = { data: PatientMedications; period: Period; onDone: () => void }

export function EndPeriodForm({ data, period: given, onDone }: EndFormProps) {
  const t = useTranslations("medications.period")
  const client = useQueryClient()
  const end = useAction(endPeriodEarly)
  const [period] = useState(given)
  const id = useId()
  const yesterday = addDays(data.today, -1)
  const [lastDate, setLastDate] = useState(clamped(yesterday, period))
  const [isMistake, setMistake] = useState(period.fromDate > yesterday)
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const { id: periodId, toDate: seen } = period
      const result = await end({ periodId, seen, lastDate: isMistake ? null : lastDate })
      setError(result.ok ? null : result.error)
      if (!result.ok) return
      await client.invalidateQueries({ queryKey: ["patient", data.patient.id] })
      toast(t("endSaved"), { description: t("again", { n: result.value.doses }) })
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field
        label={t("lastExcused")}
        error={error?.field === "lastDate" ? error.sentence : null}
        required
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            min={period.fromDate}
            max={period.toDate ?? undefined}
            disabled={isMistake}
            value={lastDate}
            onChange={(event) => setLastDate(event.target.value)}
          />
        )}
      </Field>
      <label htmlFor={id} className="flex items-start gap-2 text-sm">
        <Checkbox
          id={id}
          className="mt-0.5"
          checked={isMistake}
          onChange={(event) => setMistake(event.target.checked)}
        />
        {t("mistake")}
      </label>
      <Failure error={error} shown={["lastDate"]} />
      <Buttons label={t("endTitle")} pending={pending} />
    </form>
  )
}

function clamped(date: string, { fromDate, toDate }: Period): string {
  if (date < fromDate) return fromDate
  return toDate !== null && date >= toDate ? addDays(toDate, -1) : date
}

/** What is wrong and stands beside no field. */
function Failure({ error, shown }: { error: ActionError | null; shown: string[] }) {
  if (!error || (error.field && shown.includes(error.field))) return null
  return (
    <p role="alert" className="text-danger text-sm">
      {error.sentence}
    </p>
  )
}

function Buttons({ label, pending }: { label: string; pending: boolean }) {
  const t = useTranslations("medications")
  return (
    <div className="flex justify-end gap-2">
      <DialogClose asChild>
        <Button>{t("cancel")}</Button>
      </DialogClose>
      <Button type="submit" variant="primary" pending={pending}>
        {label}
      </Button>
    </div>
  )
}
