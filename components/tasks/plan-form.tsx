"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import type { PlannedTask } from "@/components/tasks/plan-follow-up"
import { Button } from "@/components/ui/button"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { usePersonName } from "@/components/ui/person-name"
import { Select } from "@/components/ui/select"
import { toast } from "@/components/ui/toast-store"
import type { ActionError } from "@/lib/auth/action"
import { assignTask, changeTaskDue } from "@/lib/tasks/actions"
import type { FollowUpPlan } from "@/lib/tasks/listed"
import type { Instant } from "@/lib/time"

type PlanFormProps = {
  task: PlannedTask
  staffId: string
  patientId: string
  plan: FollowUpPlan
  onDone: () => void
}

/** Whose a follow-up is, and by when. */
export function PlanForm({ task, staffId, patientId, plan, onDone }: PlanFormProps) {
  const t = useTranslations("tasks.plan")
  const client = useQueryClient()
  const savePlan = useSavePlan(task)
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const [date = "", time = ""] = inputsOf(task.dueAt, plan.zone)

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const form = new FormData(event.currentTarget)
    const wanted = {
      assigneeId: String(form.get("owner")) || null,
      due: { date: String(form.get("date")), time: String(form.get("time")) },
    }
    startTransition(async () => {
      const isMoved = wanted.due.date !== date || wanted.due.time !== time
      const failed = await savePlan(wanted, isMoved)
      setError(failed)
      const renewed = [["patient", patientId], ["today"]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      )
      if (failed) return
      await Promise.all(renewed)
      toast(t("done"))
      onDone()
    })
  }
  const isOfDue = error?.field?.startsWith("due") === true
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <OwnerField {...{ task, staffId, plan }} error={error && !isOfDue ? error.sentence : null} />
      <div className="flex flex-wrap gap-4">
        <Field label={t("date")} error={isOfDue ? error?.sentence : null}>
          {(control) => <Input {...control} type="date" name="date" defaultValue={date} />}
        </Field>
        <Field label={t("time")} hint={t("zone", { zone: plan.zone })}>
          {(control) => <Input {...control} type="time" name="time" defaultValue={time} />}
        </Field>
      </div>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  )
}

type OwnerFieldProps = Pick<PlanFormProps, "task" | "staffId" | "plan"> & { error: string | null }

/** Who may sign in; whoever has it and may no longer stays in the list. */
function OwnerField({ task, staffId, plan, error }: OwnerFieldProps) {
  const t = useTranslations("tasks.plan")
  const nameOf = usePersonName()
  const isKnown = plan.colleagues.some(({ id }) => id === task.ownerId)
  const gone = { id: task.ownerId ?? "", name: task.owner ?? t("somebody") }
  const colleagues = isKnown || task.ownerId === null ? plan.colleagues : [gone, ...plan.colleagues]
  return (
    <Field label={t("owner")} error={error}>
      {(control) => (
        <Select {...control} name="owner" defaultValue={task.ownerId ?? ""} className="w-full">
          <option value="">{t("nobody")}</option>
          {colleagues.map(({ id, name }) => (
            <option key={id} value={id}>
              {id === staffId ? t("you", { name: nameOf(name) }) : nameOf(name)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

type Wanted = { assigneeId: string | null; due: { date: string; time: string } }

/** What changed of the two; the due time first, for it may be refused. */
function useSavePlan({ id: taskId, dueAt, ownerId }: PlannedTask) {
  const move = useAction(changeTaskDue)
  const assign = useAction(assignTask)
  return async ({ assigneeId, due }: Wanted, isMoved: boolean): Promise<ActionError | null> => {
    const moved = isMoved ? await move({ taskId, due, seen: dueAt }) : null
    if (moved && !moved.ok) return moved.error
    if (assigneeId === ownerId) return null
    const given = await assign({ taskId, assigneeId, seen: ownerId })
    return given.ok ? null : given.error
  }
}

/** Day and time on the wall of `zone`, as the browser's inputs take them. */
function inputsOf(at: Instant | null, zone: string): string[] {
  if (at === null) return []
  const format = { timeZone: zone, dateStyle: "short", timeStyle: "short" } as const
  return new Intl.DateTimeFormat("sv-SE", format).format(at).split(" ")
}
