"use client"

import { useTranslations } from "next-intl"
import { useId } from "react"
import type { DraftProps } from "@/components/medications/draft-props"
import { RecurrenceFields } from "@/components/medications/recurrence-fields"
import { SlotFields } from "@/components/medications/slot-fields"
import { Checkbox } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { Medication, PatientMedications } from "@/lib/regimens/medications"

type Props = DraftProps & { medication: Medication | null; data: PatientMedications }

export function RegimenFields({ draft, errors, change, medication, data }: Props) {
  const t = useTranslations("medications.field")
  const id = useId()
  return (
    <>
      {medication ? null : (
        <Field
          label={t("medication")}
          hint={t("medicationHint")}
          error={errors.medication}
          required
        >
          {(control) => (
            <Input
              {...control}
              dir="auto"
              maxLength={120}
              autoComplete="off"
              value={draft.medication}
              onChange={(event) => change({ medication: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label={t("dose")} hint={t("doseHint")} error={errors.doseText} required>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            maxLength={120}
            autoComplete="off"
            value={draft.doseText}
            onChange={(event) => change({ doseText: event.target.value })}
          />
        )}
      </Field>
      <RecurrenceFields {...{ draft, errors, change }} />
      <SlotFields {...{ draft, errors, change }} />
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t(medication ? "holdsFrom" : "firstDay")}
          hint={medication ? t("holdsFromHint") : undefined}
          error={errors.from}
          required
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              min={medication ? data.today : undefined}
              value={draft.from}
              onChange={(event) => change({ from: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("lastDay")} optional error={errors.endDate}>
          {(control) => (
            <Input
              {...control}
              type="date"
              min={draft.from}
              value={draft.endDate}
              onChange={(event) => change({ endDate: event.target.value })}
            />
          )}
        </Field>
      </div>
      <label htmlFor={id} className="flex items-start gap-2 text-sm">
        <Checkbox
          id={id}
          className="mt-0.5"
          checked={draft.isReminding}
          onChange={(event) => change({ isReminding: event.target.checked })}
        />
        <span>
          {t("remind")}
          <span className="block text-muted-foreground text-xs">{t("remindHint")}</span>
        </span>
      </label>
      <WindowFields {...{ draft, errors, change, data }} />
    </>
  )
}

function WindowFields({ draft, errors, change, data }: Omit<Props, "medication">) {
  const t = useTranslations("medications.field")
  const { windows } = data
  const own = [draft.opensBefore, draft.onTime, draft.closesAfter].some((each) => each !== "")
  const fields = [
    ["opensBefore", windows.opensBeforeMinutes],
    ["onTime", windows.onTimeMinutes],
    ["closesAfter", windows.closesAfterMinutes],
  ] as const
  return (
    <details open={own || errors.windows !== undefined || undefined}>
      <summary className="cursor-pointer rounded-sm font-medium text-sm">{t("windows")}</summary>
      <div className="mt-3 grid gap-3">
        <div className="grid grid-cols-3 items-end gap-3">
          {fields.map(([name, usual]) => (
            <Field key={name} label={t(name)}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  placeholder={String(usual)}
                  value={draft[name]}
                  onChange={(event) => change({ [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        {errors.windows ? (
          <p role="alert" className="text-danger text-sm">
            {errors.windows}
          </p>
        ) : null}
        <p className="text-muted-foreground text-xs">{t("windowsHint")}</p>
      </div>
    </details>
  )
}
