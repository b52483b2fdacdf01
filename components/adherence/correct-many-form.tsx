"use client"

import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { CorrectionChanges } from "@/components/adherence/correction-changes"
import { goneFrom, previewCorrection } from "@/components/adherence/correction-preview"
import { useCorrection } from "@/components/adherence/use-correction"
import { Button } from "@/components/ui/button"
import { useClock } from "@/components/ui/clock"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { Correction } from "@/lib/doses/correctable"
import { SHORTEST_REASON } from "@/lib/doses/correctable"
import type { TimelineDose } from "@/lib/patients/timeline"

type CorrectManyFormProps = {
  patientId: string
  as: Correction
  /** As they stand now: a change elsewhere shows here at once. */
  doses: TimelineDose[]
  onCancel: () => void
  onDone: () => void
}

const OFTEN = {
  taken: ["phone", "seen"],
  not_taken: ["phone", "seen"],
  excused: ["hospital", "travel", "hold"],
} as const

/** What changes and what stays, why, and the button that saves all of it or nothing. */
export function CorrectManyForm(props: CorrectManyFormProps) {
  const { patientId, as, doses, onCancel, onDone } = props
  const t = useTranslations("evidence.many")
  const ui = useTranslations("ui")
  const now = useClock()
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const { save, pending, error, refused } = useCorrection(patientId, onDone)
  const preview = previewCorrection(doses, as, now)
  const [asked] = useState(doses)
  const gone = goneFrom(asked, doses)
  const count = preview.applies.length

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (pending || count === 0) return
    if (reason.trim().length < SHORTEST_REASON) return setMissing(true)
    save({ as, doses: preview.applies, reason })
  }
  const say = (words: string) => {
    setReason(words)
    setMissing(false)
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <CorrectionChanges {...{ as, preview, refused, doses, gone }} />
      <div className="grid gap-2">
        <Field
          label={t("why")}
          required
          error={missing ? t("short") : error?.sentence}
          hint={t("whyHint")}
        >
          {(control) => (
            <Input
              {...control}
              name="reason"
              autoComplete="off"
              maxLength={300}
              value={reason}
              onChange={(event) => say(event.target.value)}
            />
          )}
        </Field>
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">{t("reasons")}</legend>
          {OFTEN[as].map((each) => (
            <Button
              key={each}
              size="sm"
              aria-pressed={reason === t(each)}
              className="aria-pressed:border-primary aria-pressed:bg-primary-soft"
              onClick={() => say(t(each))}
            >
              {t(each)}
            </Button>
          ))}
        </fieldset>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{ui("cancel")}</Button>
        {count > 0 ? (
          <Button type="submit" variant="primary" pending={pending}>
            {t(`save.${as}`, { count })}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
