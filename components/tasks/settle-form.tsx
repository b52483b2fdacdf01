"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { takenDate } from "@/components/adherence/taken-date"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { DoseChecks } from "@/components/tasks/dose-checks"
import { useSettling } from "@/components/tasks/use-settling"
import { Button } from "@/components/ui/button"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { TASK_OUTCOMES, type TaskOutcome } from "@/db/enums"
import type { PatientTimeline, TimelineTask } from "@/lib/patients/timeline"
import { needsReason, saysAnew, statedBy } from "@/lib/tasks/settle"

type SettleFormProps = { task: TimelineTask; timeline: PatientTimeline; onDone: () => void }

/** The outcome, the doses that it speaks of, and why. */
export function SettleForm({ task, timeline, onDone }: SettleFormProps) {
  const t = useTranslations("tasks")
  const doses = timeline.doses.filter(({ id }) => task.doseIds.includes(id))
  const [outcome, setOutcome] = useState<TaskOutcome | "">("")
  const [left, setLeft] = useState<string[]>([])
  const kind = outcome ? statedBy(outcome) : null
  const open = kind ? doses.filter(({ state }) => saysAnew(kind, state)) : []
  const chosen = open.filter(({ id }) => !left.includes(id))
  const only = chosen.length === 1 ? chosen[0] : undefined
  const [time, setTime] = useState("")
  const { day } = useDoseWords()
  const takenOn =
    kind === "taken" && only ? { date: takenDate(only, time), time, zone: only.zone } : null
  const { onSubmit, pending, problem, errorOf, clearError } = useSettling({
    ...{ task, timeline, onDone, outcome, chosen },
    takenOn: time === "" ? null : takenOn,
  })
  const isExplained = outcome !== "" && needsReason(outcome)
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <OutcomeField
        outcomes={TASK_OUTCOMES.filter((each) => doses.length > 0 || statedBy(each) === null)}
        outcome={outcome}
        error={errorOf("outcome")}
        onChoose={(next) => {
          setOutcome(next)
          clearError()
        }}
      />
      {kind ? <DoseChecks doses={open} {...{ left, setLeft }} /> : null}
      {takenOn ? (
        <Field
          label={t("settle.takenAt")}
          optional
          hint={t("settle.takenHint", { day: day(takenOn.date) })}
          error={errorOf("takenAt")}
        >
          {(control) => (
            <Input
              {...control}
              type="time"
              value={time}
              onChange={(event) => setTime(event.target.value)}
              className="w-32"
            />
          )}
        </Field>
      ) : null}
      <Field
        label={isExplained ? t("settle.reason") : t("settle.note")}
        optional={!isExplained}
        hint={t("settle.seen")}
        error={errorOf("reason")}
      >
        {(control) => <Input {...control} name="reason" autoComplete="off" maxLength={300} />}
      </Field>
      <Ending {...{ pending, problem }} />
    </form>
  )
}

type OutcomeFieldProps = {
  outcomes: readonly TaskOutcome[]
  outcome: TaskOutcome | ""
  error: string | null
  onChoose: (outcome: TaskOutcome) => void
}

function OutcomeField({ outcomes, outcome, error, onChoose }: OutcomeFieldProps) {
  const t = useTranslations("tasks")
  const hint = outcome ? t(`outcome.${outcome}.hint`) : null
  return (
    <Field label={t("settle.how")} hint={hint} error={error} required>
      {(control) => (
        <Select
          {...control}
          value={outcome}
          className="w-full"
          onChange={(event) => onChoose(event.target.value as TaskOutcome)}
        >
          <option value="" disabled>
            {t("settle.placeholder")}
          </option>
          {outcomes.map((each) => (
            <option key={each} value={each}>
              {t(`outcome.${each}.label`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function Ending({ pending, problem }: { pending: boolean; problem: string | null }) {
  const t = useTranslations("tasks.settle")
  return (
    <>
      {problem ? (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          {problem}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("title")}
        </Button>
      </div>
    </>
  )
}
