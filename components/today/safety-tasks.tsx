"use client"

import { useQueryClient } from "@tanstack/react-query"
import { ShieldAlert } from "lucide-react"
import Link from "next/link"
import { useTransition } from "react"
import { Button } from "@/components/ui/button"
import { Time } from "@/components/ui/time"
import { toast } from "@/components/ui/toast-store"
import { acknowledgeTask } from "@/lib/staff/actions"
import type { SafetyLine } from "@/lib/staff/today-lines"

/** Replies with a safety word stand above everything else until somebody takes care of them. */
export function SafetyTasks({ tasks, zone }: { tasks: SafetyLine[]; zone: string }) {
  if (tasks.length === 0) return null
  return (
    <section aria-labelledby="safety-title" className="grid rounded-md bg-danger-soft">
      <h2
        id="safety-title"
        className="flex items-center gap-2 px-4 pt-3 font-semibold text-base text-danger"
      >
        <ShieldAlert aria-hidden className="size-4" />
        Safety
      </h2>
      <ul>
        {tasks.map((task) => (
          <SafetyTask key={task.taskId} task={task} zone={zone} />
        ))}
      </ul>
    </section>
  )
}

function SafetyTask({ task, zone }: { task: SafetyLine; zone: string }) {
  const client = useQueryClient()
  const [pending, startTransition] = useTransition()
  const acknowledge = () =>
    startTransition(async () => {
      const result = await acknowledgeTask({ taskId: task.taskId })
      if (result.ok) toast("Safety reply acknowledged")
      else toast.error("This was not acknowledged", { description: result.error.sentence })
      await client.invalidateQueries({ queryKey: ["today"] })
    })
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm">
          {task.patientId ? (
            <Link
              href={`/patients/${task.patientId}?reply=${task.replyId}`}
              prefetch={false}
              className="rounded-sm font-medium underline-offset-4 hover:underline"
            >
              {task.patientName}
            </Link>
          ) : (
            <Link
              href="/review?why=safety"
              className="rounded-sm font-medium underline-offset-4 hover:underline"
            >
              {task.patientName}
            </Link>
          )}
          {", "}
          <Time instant={task.openedAt} zone={zone} className="text-muted-foreground" />
        </p>
        <p dir="auto" className="break-words text-base">
          “{task.words ?? ""}”
        </p>
      </div>
      {task.state === "open" ? (
        <Button
          pending={pending}
          onClick={acknowledge}
          aria-label={`Acknowledge the reply of ${task.patientName}`}
        >
          Acknowledge
        </Button>
      ) : (
        <p className="text-muted-foreground text-sm">
          Acknowledged{task.acknowledgedBy ? ` by ${task.acknowledgedBy}` : ""}
          {task.acknowledgedAt ? (
            <>
              {", "}
              <Time instant={task.acknowledgedAt} zone={zone} />
            </>
          ) : null}
        </p>
      )}
    </li>
  )
}
