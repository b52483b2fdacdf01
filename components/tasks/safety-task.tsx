"use client"

import { useQueryClient } from "@tanstack/react-query"
import { Phone } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { CloseSafety, NoteSafety } from "@/components/tasks/safety-words"
import { useWho } from "@/components/tasks/use-who"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { useClock } from "@/components/ui/clock"
import { cn } from "@/components/ui/cn"
import { usePersonName } from "@/components/ui/person-name"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import { toast } from "@/components/ui/toast-store"
import { acknowledgeTask } from "@/lib/tasks/actions"
import type { SafetyBoard, SafetyLine } from "@/lib/tasks/safety-board"
import { safetyPhase, type Timer, timerOf } from "@/lib/tasks/safety-timer"

type SafetyTaskProps = { task: SafetyLine; board: SafetyBoard }

/** What was written, how bad it is, how long it has waited and whose it is, with what to do. */
export function SafetyTask({ task, board }: SafetyTaskProps) {
  const timerWords = useTimerWords()
  const now = useClock()
  const { targets, zone, staffId } = board
  const phase = safetyPhase(task, targets, now)
  const isLate = phase === "escalated"
  return (
    <li
      className={cn(
        "flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3",
        isLate && "border-s-4 border-s-danger ps-3",
      )}
      suppressHydrationWarning
    >
      <div className="grid min-w-0 flex-1 basis-72 gap-1">
        <Heading {...{ task, zone }} />
        <Words>{task.words}</Words>
        <p
          className={cn(
            "text-sm",
            isLate ? "font-semibold text-danger" : "text-muted-foreground",
            phase === "overdue" && "font-medium text-warning",
          )}
          suppressHydrationWarning
        >
          {timerWords(timerOf(task, targets, now))}
        </p>
        <Owner {...{ task, zone }} />
        {task.note ? <p className="whitespace-pre-line break-words text-sm">{task.note}</p> : null}
      </div>
      <Actions {...{ task, staffId }} />
    </li>
  )
}

function Words({ children }: { children: string | null }) {
  const t = useTranslations("tasks.safety")
  if (children === null) return <p className="text-muted-foreground">{t("withheld")}</p>
  return (
    <p className="break-words text-base">
      <Quoted>{children}</Quoted>
    </p>
  )
}

function useTimerWords(): (timer: Timer | null) => string {
  const t = useTranslations("tasks.safety")
  return (timer) => {
    if (timer === null) return ""
    const { says, length } = timer
    return t(`timer.${says}`, { length: t(`length.${length.unit}`, { minutes: 0, ...length }) })
  }
}

function Heading({ task, zone }: { task: SafetyLine; zone: string }) {
  const t = useTranslations("tasks.level")
  const { level, patientId, patientName, replyId, openedAt } = task
  const who = useWho()({ name: patientName, patientId })
  const known = level ?? "emergency"
  const href = patientId ? `/patients/${patientId}?reply=${replyId}` : `/review?reply=${replyId}`
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <Badge
        className={
          level === "urgent" ? "bg-warning-soft text-warning" : "bg-danger text-danger-foreground"
        }
        title={t(`${known}.explanation`)}
      >
        {t(`${known}.label`)}
      </Badge>
      <Link
        href={href as Route}
        prefetch={false}
        className="rounded-sm font-medium underline-offset-4 hover:underline"
      >
        <bdi>{who}</bdi>
      </Link>
      <Time instant={openedAt} zone={zone} className="text-muted-foreground" />
    </p>
  )
}

function Owner({ task, zone }: { task: SafetyLine; zone: string }) {
  const t = useTranslations("tasks.safety")
  const at = task.acknowledgedAt
  if (at === null) return null
  return (
    <p className="text-muted-foreground text-sm">
      {t.rich("owner", {
        name: task.acknowledgedBy ?? t("somebody"),
        at: () => <Time instant={at} zone={zone} />,
      })}
    </p>
  )
}

function Actions({ task, staffId }: { task: SafetyLine; staffId: string }) {
  const t = useTranslations("tasks.safety")
  const nameOf = usePersonName()
  const client = useQueryClient()
  const acknowledge = useAction(acknowledgeTask)
  const [pending, startTransition] = useTransition()
  const { taskId, ownerId, phone, patientName } = task
  const take = () =>
    startTransition(async () => {
      const result = await acknowledge({ taskId, seenOwnerId: ownerId })
      if (result.ok) toast(t("taken"))
      else toast.error(t("notTaken"), { description: result.error.sentence })
      const renewed = client.invalidateQueries({ queryKey: ["today"] })
      if (result.ok) await renewed
    })
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {phone ? (
        <Button asChild>
          <a href={`tel:${phone}`}>
            <Phone aria-hidden />
            {t("call", { phone })}
          </a>
        </Button>
      ) : null}
      {ownerId === staffId ? null : (
        <Button
          variant={ownerId === null ? "danger" : "secondary"}
          pending={pending}
          onClick={take}
          aria-label={t(ownerId === null ? "takeFor" : "takeOverFor", {
            name: nameOf(patientName),
          })}
        >
          {ownerId === null ? t("take") : t("takeOver")}
        </Button>
      )}
      <NoteSafety task={task} />
      <CloseSafety task={task} />
    </div>
  )
}
