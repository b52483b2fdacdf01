"use client"

import { useLocale, useTranslations } from "next-intl"
import type { DraftProps } from "@/components/medications/draft-props"
import { cn } from "@/components/ui/cn"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { WEEK, weekdayInitial, weekdayWord } from "@/lib/i18n/day-words"
import type { RegimenDraft } from "@/lib/regimens/draft"

const KINDS = ["daily", "weekdays", "every", "cycle"] as const satisfies RegimenDraft["kind"][]

export function RecurrenceFields({ draft, errors, change }: DraftProps) {
  const t = useTranslations("medications.field")
  const numbers = numbersOf(draft)
  return (
    <div className="grid gap-3">
      <Field label={t("days")} error={numbers.length === 0 ? errors.recurrence : undefined}>
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={draft.kind}
            onChange={(event) => change({ kind: event.target.value as RegimenDraft["kind"] })}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(kind)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.kind === "weekdays" ? <Weekdays {...{ draft, change }} /> : null}
      {numbers.length > 0 ? (
        <div className="grid grid-cols-2 gap-3">
          {numbers.map((name, n) => (
            <Field key={name} label={t(name)} error={n === 0 ? errors.recurrence : undefined}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={draft[name]}
                  onChange={(event) => change({ [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      ) : null}
    </div>
  )
}

function numbersOf({ kind }: RegimenDraft) {
  if (kind === "every") return ["everyDays"] as const
  return kind === "cycle" ? (["daysOn", "daysOff"] as const) : []
}

function Weekdays({ draft, change }: Pick<DraftProps, "draft" | "change">) {
  const t = useTranslations("medications.field")
  const language = useLocale()
  const toggle = (day: number) => {
    const isChosen = draft.weekdays.includes(day)
    const weekdays = isChosen
      ? draft.weekdays.filter((each) => each !== day)
      : [...draft.weekdays, day]
    change({ weekdays })
  }
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">{t("weekdaysLegend")}</legend>
      {WEEK[language].map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={draft.weekdays.includes(day)}
          aria-label={weekdayWord(day, language)}
          onClick={() => toggle(day)}
          className={cn(
            "h-8 min-w-0 flex-1 rounded-md border border-input/60 text-sm transition-colors hover:bg-hover pointer-coarse:h-11",
            "aria-pressed:border-primary aria-pressed:bg-primary aria-pressed:text-primary-foreground",
          )}
        >
          {weekdayInitial(day, language)}
        </button>
      ))}
    </fieldset>
  )
}
