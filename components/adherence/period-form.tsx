"use client"

import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { LocalDate } from "@/lib/local-date"
import { type Period, periodProblem } from "@/lib/patients/period"

type PeriodFormProps = {
  /** Stands in the fields at first. */
  fromDate: LocalDate
  toDate: LocalDate
  today: LocalDate
  onChoose: (period: Period) => void
}

/** Two dates; what is wrong with one is said beside it. */
export function PeriodForm({ fromDate, toDate, today, onChoose }: PeriodFormProps) {
  const t = useTranslations("adherence.period")
  const [found, setFound] = useState<ReturnType<typeof periodProblem>>(null)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const [from, to] = [String(data.get("from")), String(data.get("to"))]
    const problem = periodProblem(from, to, today)
    setFound(problem)
    if (problem) form.querySelector<HTMLInputElement>(`[name="${problem.field}"]`)?.focus()
    else onChoose({ from, to })
  }
  const errorOf = (field: "from" | "to") =>
    found?.field === field ? t(`problem.${found.problem}`) : null
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3">
      <Field label={t("from")} error={errorOf("from")} required>
        {(control) => (
          <Input {...control} type="date" name="from" defaultValue={fromDate} max={today} />
        )}
      </Field>
      <Field label={t("to")} hint={t("hint")} error={errorOf("to")} required>
        {(control) => (
          <Input {...control} type="date" name="to" defaultValue={toDate} max={today} />
        )}
      </Field>
      <Button type="submit" variant="primary" className="justify-self-end">
        {t("show")}
      </Button>
    </form>
  )
}
