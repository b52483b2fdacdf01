"use client"

import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { takenDate } from "@/components/adherence/taken-date"
import { useCorrection } from "@/components/adherence/use-correction"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { CORRECTIONS, type Correction } from "@/lib/doses/correctable"
import type { TimelineDose } from "@/lib/patients/timeline"

type CorrectDoseProps = {
  patientId: string
  dose: TimelineDose
  onDone: () => void
}

/** Staff's own word about a dose, with a reason; what the patient said stays in the history. */
export function CorrectDose({ patientId, dose, onDone }: CorrectDoseProps) {
  const t = useTranslations("evidence")
  const ui = useTranslations("ui")
  const { day } = useDoseWords()
  const [choice, setChoice] = useState<Correction>("taken")
  const [time, setTime] = useState("")
  // A report that comes in while one types must be seen before it is overruled.
  const [seen] = useState(dose.state)
  const takenOn = { date: takenDate(dose, time), time, zone: dose.zone }
  const { save, pending, error, refused } = useCorrection(patientId, onDone)
  const why = refused[0]?.why
  const sentence = why
    ? t("correct.refused", { sentence: t(`obstacle.${why}`) })
    : (error?.sentence ?? null)
  const isOfTime = error?.field === "takenAt"

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const reason = String(new FormData(event.currentTarget).get("reason"))
    const state = refused.length > 0 ? dose.state : seen
    const isTimed = choice === "taken" && time !== ""
    save({ as: choice, doses: [{ ...dose, state }], reason, takenOn: isTimed ? takenOn : null })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4 rounded-md border p-3">
      <h3 className="font-semibold text-sm">{t("correct.title")}</h3>
      <Field label={t("correct.what")}>
        {(control) => (
          <Select
            {...control}
            value={choice}
            onChange={(event) => setChoice(event.target.value as Correction)}
          >
            {CORRECTIONS.map((each) => (
              <option key={each} value={each}>
                {t(`correct.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {choice === "taken" ? (
        <Field
          label={t("correct.at")}
          optional
          hint={t("correct.atHint", { day: day(takenOn.date) })}
          error={isOfTime ? sentence : null}
        >
          {(control) => (
            <Input
              {...control}
              type="time"
              name="time"
              value={time}
              onChange={(event) => setTime(event.target.value)}
              className="w-32"
            />
          )}
        </Field>
      ) : null}
      <Field
        label={t("correct.reason")}
        hint={t("correct.reasonHint")}
        error={isOfTime ? null : sentence}
        required
      >
        {(control) => <Input {...control} name="reason" autoComplete="off" maxLength={300} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{ui("cancel")}</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {t("correct.save")}
        </Button>
      </div>
    </form>
  )
}
