"use client"

import { PhoneCall } from "lucide-react"
import { useTranslations } from "next-intl"
import { PlanFollowUp, SnoozeFollowUp } from "@/components/tasks/plan-follow-up"
import { SettleFollowUp } from "@/components/tasks/settle-follow-up"
import { TakeFollowUp } from "@/components/tasks/take-follow-up"
import { Badge } from "@/components/ui/badge"
import { useClock } from "@/components/ui/clock"
import { Time } from "@/components/ui/time"
import type { PatientTimeline, TimelineTask } from "@/lib/patients/timeline"

type FollowUpsProps = {
  timeline: PatientTimeline
  staffId: string
  /** The one that the page was opened for. */
  openTaskId: string | null
  mayFollowUp: boolean
}

/** What somebody has to ask this patient about, until it is settled. */
export function FollowUps({ timeline, staffId, openTaskId, mayFollowUp }: FollowUpsProps) {
  const t = useTranslations("tasks")
  const { id: patientId, name } = timeline.patient
  const tasks = timeline.patient.tasks.filter(({ kind }) => kind === "follow_up")
  if (tasks.length === 0) return null
  return (
    <section id="follow-ups" tabIndex={-1} aria-label={t("followUp")} className="rounded-md border">
      <ul className="divide-y">
        {tasks.map((task) => (
          <li key={task.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
            <FollowUp task={task} zone={timeline.patient.zone} />
            {mayFollowUp ? (
              <div className="flex flex-wrap items-center gap-2 print:hidden">
                <TakeFollowUp {...{ task, staffId, patientId }} after="follow-ups" />
                <SnoozeFollowUp {...{ task, patientId, name }} />
                <PlanFollowUp {...{ task, staffId, patientId, name }} />
                <SettleFollowUp {...{ task, timeline }} isOpenAtFirst={task.id === openTaskId} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function FollowUp({ task, zone }: { task: TimelineTask; zone: string }) {
  const t = useTranslations("tasks")
  const { cause, note, dueAt, owner } = task
  const now = useClock()
  const isOverdue = dueAt !== null && dueAt < now
  return (
    <div className="flex min-w-0 flex-1 basis-64 gap-3">
      <PhoneCall aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
          {t(`cause.${cause}`)}
          {isOverdue ? (
            <Badge variant="warning" suppressHydrationWarning>
              {t("overdue")}
            </Badge>
          ) : null}
        </p>
        {note ? (
          <p className="whitespace-pre-line break-words text-sm">
            <bdi>{note}</bdi>
          </p>
        ) : null}
        <p className="text-muted-foreground text-xs">
          {dueAt === null ? null : (
            <>
              {t.rich("due", { at: () => <Time instant={dueAt} zone={zone} form="short" /> })}
              {" · "}
            </>
          )}
          <bdi>{owner ?? t("nobody")}</bdi>
        </p>
      </div>
    </div>
  )
}
