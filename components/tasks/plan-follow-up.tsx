"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { usePersonName } from "@/components/ui/person-name"
import { Skeleton } from "@/components/ui/skeleton"
import { toast } from "@/components/ui/toast-store"
import { changeTaskDue } from "@/lib/tasks/actions"
import { followUpPlanQuery } from "@/lib/tasks/query-options"
import type { Instant } from "@/lib/time"

const PLAN_FORM = partOf(() => import("@/components/tasks/plan-form").then((file) => file.PlanForm))

export type PlannedTask = {
  id: string
  ownerId: string | null
  owner: string | null
  dueAt: Instant | null
}
type PlanProps = { task: PlannedTask; staffId: string; patientId: string; name: string }

/** Gives a follow-up to somebody, and says by when. */
export function PlanFollowUp(props: PlanProps) {
  const t = useTranslations("tasks.plan")
  const nameOf = usePersonName()
  const [isOpen, setOpen] = useState(false)
  const { data: plan } = useQuery({ ...followUpPlanQuery(), enabled: isOpen })
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button aria-label={t("triggerFor", { name: nameOf(props.name) })}>{t("trigger")}</Button>
      </DialogTrigger>
      <DialogContent
        title={t("title", { name: nameOf(props.name) })}
        description={t("description")}
      >
        {plan ? (
          <OnDemand part={PLAN_FORM} props={{ ...props, plan, onDone: () => setOpen(false) }} />
        ) : (
          <Skeleton className="h-40" />
        )}
      </DialogContent>
    </Dialog>
  )
}

/** Puts a follow-up off to the end of the next working day. */
export function SnoozeFollowUp({ task, patientId, name }: Omit<PlanProps, "staffId">) {
  const t = useTranslations("tasks.snooze")
  const nameOf = usePersonName()
  const client = useQueryClient()
  const move = useAction(changeTaskDue)
  const [pending, startTransition] = useTransition()
  const snooze = () =>
    startTransition(async () => {
      const wanted = { taskId: task.id, due: "next_working_day", seen: task.dueAt } as const
      const result = await move(wanted)
      if (result.ok) toast(t("done"))
      else toast.error(t("failed"), { description: result.error.sentence })
      const renewed = [["patient", patientId], ["today"]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      )
      if (result.ok) await Promise.all(renewed)
    })
  return (
    <Button
      pending={pending}
      onClick={snooze}
      title={t("hint")}
      aria-label={t("triggerFor", { name: nameOf(name) })}
    >
      {t("trigger")}
    </Button>
  )
}
