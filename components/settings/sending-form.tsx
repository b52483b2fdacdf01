"use client"

import { useTranslations } from "next-intl"
import { useAction } from "@/components/live/use-action"
import { ScheduleFields } from "@/components/settings/schedule-fields"
import { SettingsForm } from "@/components/settings/settings-form"
import { SettingsSection } from "@/components/settings/settings-section"
import { type SettingsFields, useSettingsForm } from "@/components/settings/use-settings-form"
import { WindowFields } from "@/components/settings/window-fields"
import { Checkbox } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import { changeSendingRules } from "@/lib/organization/actions"
import { choicesKey, type SendingChoices } from "@/lib/organization/sending"

export type FieldsProps = SettingsFields<SendingChoices>

/** How the organization texts, each rule with what it does and what it is by default. */
export function SendingForm({ inForce }: { inForce: SendingChoices }) {
  const save = useAction(changeSendingRules)
  const { fields, ...form } = useSettingsForm({
    ...{ inForce, keyOf: choicesKey, save },
  })
  return (
    <SettingsForm {...form}>
      <HourFields {...fields} />
      <ScheduleFields {...fields} />
      <WindowFields {...fields} />
      <WordFields {...fields} />
    </SettingsForm>
  )
}

function HourFields({ draft, errorAt, onChange }: FieldsProps) {
  const t = useTranslations("settings.organization.hours")
  const { from, to } = draft.quietHours
  return (
    <SettingsSection title={t("title")} description={t("about")}>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("from")} error={errorAt("quietHours.from")} className="content-start">
          {(control) => (
            <Input
              {...control}
              type="time"
              value={from}
              onChange={({ target }) => onChange({ quietHours: { from: target.value, to } })}
            />
          )}
        </Field>
        <Field label={t("until")} error={errorAt("quietHours.to")} className="content-start">
          {(control) => (
            <Input
              {...control}
              type="time"
              value={to}
              onChange={({ target }) => onChange({ quietHours: { from, to: target.value } })}
            />
          )}
        </Field>
        <Field label={t("cap")} error={errorAt("dailyCap")} className="content-start">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={50}
              value={Number.isNaN(draft.dailyCap) ? "" : draft.dailyCap}
              onChange={({ target }) => onChange({ dailyCap: target.valueAsNumber })}
            />
          )}
        </Field>
      </div>
      <p className="text-muted-foreground text-sm">{t(from === to ? "allDay" : "outside")}</p>
    </SettingsSection>
  )
}

function WordFields({ draft, errorAt, onChange }: FieldsProps) {
  const t = useTranslations("settings.organization.words")
  return (
    <SettingsSection title={t("title")}>
      <div className="grid gap-1.5">
        <label htmlFor="names-medicines" className="flex items-start gap-2 text-sm">
          <Checkbox
            id="names-medicines"
            className="mt-0.5"
            checked={draft.namesMedicines}
            aria-describedby="names-medicines-hint"
            onChange={({ target }) => onChange({ namesMedicines: target.checked })}
          />
          <span className="font-medium">{t("medicines")}</span>
        </label>
        <p id="names-medicines-hint" className="ps-6 text-muted-foreground text-xs">
          {t("medicinesHint", { variable: "{medicine}" })}
        </p>
        {errorAt("namesMedicines") ? (
          <p role="alert" className="ps-6 text-danger text-sm">
            {errorAt("namesMedicines")}
          </p>
        ) : null}
      </div>
      <Field
        label={t("consent")}
        hint={t("consentHint")}
        error={errorAt("consentWording")}
        className="pt-2"
      >
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            value={draft.consentWording}
            onChange={({ target }) => onChange({ consentWording: target.value })}
          />
        )}
      </Field>
    </SettingsSection>
  )
}
