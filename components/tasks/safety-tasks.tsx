"use client"

import { useQuery } from "@tanstack/react-query"
import { ShieldAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { NotRealTime } from "@/components/tasks/not-real-time"
import { SafetyTask } from "@/components/tasks/safety-task"
import { fromPage } from "@/lib/live/from-page"
import { safetyQuery } from "@/lib/tasks/query-options"
import type { SafetyBoard } from "@/lib/tasks/safety-board"

/** Replies with a safety word stand above everything else until somebody has taken care of them. */
export function SafetyTasks({ board }: { board: SafetyBoard }) {
  const t = useTranslations("tasks.safety")
  const { tasks, total, toldToCall } = board
  if (total === 0) return null
  return (
    <section aria-labelledby="safety-title" className="grid rounded-md bg-danger-soft pb-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-4 pt-3">
        <h2
          id="safety-title"
          className="flex items-center gap-2 self-center font-semibold text-base text-danger"
        >
          <ShieldAlert aria-hidden className="size-4" />
          {t("title")}
        </h2>
        <NotRealTime toldToCall={toldToCall} />
      </div>
      <ul aria-label={t("label")} className="divide-y divide-danger/20">
        {tasks.map((task) => (
          <SafetyTask key={task.taskId} {...{ task, board }} />
        ))}
      </ul>
      {tasks.length < total ? (
        <p className="px-4 py-2 text-sm">{t("cut", { shown: tasks.length, total })}</p>
      ) : null}
    </section>
  )
}

/** One patient's, on their own page; `isWaited` says whether there are any. */
export function PatientSafety({ patientId, isWaited }: { patientId: string; isWaited: boolean }) {
  const { data } = useQuery({ ...safetyQuery(), enabled: isWaited })
  if (!isWaited || !data) return null
  const tasks = data.tasks.filter((task) => task.patientId === patientId)
  return <SafetyTasks board={{ ...data, tasks, total: tasks.length }} />
}

/** `SafetyTasks` on a page that reads nothing else of Today, kept up to date by live events. */
export function LiveSafetyTasks({ initial }: { initial: SafetyBoard }) {
  const { data: board = initial } = useQuery({ ...safetyQuery(), ...fromPage(initial) })
  if (board.total === 0) return <NotRealTime toldToCall={board.toldToCall} />
  return <SafetyTasks board={board} />
}
