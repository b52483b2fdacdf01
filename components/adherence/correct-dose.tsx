"use client"

import { type FormEvent, useState, useTransition } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { toast } from "@/components/ui/toast-store"
import type { ActionError } from "@/lib/auth/action"
import { correctDose } from "@/lib/doses/actions"
import type { TimelineDose } from "@/lib/patients/timeline"

const CHOICES = [
  { value: "taken", label: "Taken" },
  { value: "not_taken", label: "Not taken" },
  { value: "excused", label: "Excused: not counted" },
] as const
type Choice = (typeof CHOICES)[number]["value"]

type CorrectDoseProps = { dose: TimelineDose; zone: string; onDone: () => void }

/** Staff's own word about a dose, with a reason; what the patient said stays in the history. */
export function CorrectDose({ dose, zone, onDone }: CorrectDoseProps) {
  const [choice, setChoice] = useState<Choice>("taken")
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const { id: doseId, state: seen } = dose

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const reason = String(form.get("reason"))
    const time = String(form.get("time") ?? "")
    const takenOn = time ? { date: dose.localDate, time, zone } : null
    startTransition(async () => {
      const result = await correctDose({ as: choice, doseId, seen, reason, takenOn })
      setError(result.ok ? null : result.error)
      if (!result.ok) return
      toast("Correction saved")
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4 rounded-md border p-3">
      <h3 className="font-semibold text-sm">Correct dose</h3>
      <Field label="What happened">
        {(control) => (
          <Select
            {...control}
            value={choice}
            onChange={(event) => setChoice(event.target.value as Choice)}
          >
            {CHOICES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {choice === "taken" ? (
        <Field
          label="Taken at"
          optional
          hint={`${dose.day}, patient's time. Without a time it does not count as on time.`}
          error={error?.field === "takenAt" ? error.sentence : null}
        >
          {(control) => <Input {...control} type="time" name="time" className="w-32" />}
        </Field>
      ) : null}
      <Field
        label="Reason"
        hint="Everybody who opens this dose sees it."
        error={error && error.field !== "takenAt" ? error.sentence : null}
        required
      >
        {(control) => <Input {...control} name="reason" autoComplete="off" maxLength={300} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Save correction
        </Button>
      </div>
    </form>
  )
}
