import { useFormatter, useTranslations } from "next-intl"
import { useWho } from "@/components/tasks/use-who"
import { Line } from "@/components/today/today-line"
import { useClock } from "@/components/ui/clock"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import type { ConversationLine, DueLine, FollowUpLine, SendLine } from "@/lib/staff/today-lines"

export function DueRow({ line, zone }: { line: DueLine; zone: string }) {
  const who = useWho()
  const t = useTranslations("today.due")
  const format = useFormatter()
  const { patientId, doseId, name, slot, isReminded, dueAt } = line
  const medications = format.list(line.medications, { type: "unit" })
  return (
    <Line
      href={`/patients/${patientId}?dose=${doseId}`}
      title={<bdi>{who({ name, patientId })}</bdi>}
      detail={t.rich(isReminded ? "waiting" : "notReminded", {
        slot,
        medications: () => <bdi>{medications}</bdi>,
      })}
      at={dueAt}
      zone={zone}
    />
  )
}

export function SendRow({ line, zone }: { line: SendLine; zone: string }) {
  const who = useWho()
  const t = useTranslations("today.send")
  const { patientId, messageId, name, state, at } = line
  return (
    <Line
      href={`/patients/${patientId}?message=${messageId}`}
      title={<bdi>{who({ name, patientId })}</bdi>}
      detail={t(state)}
      tone={state === "failed" ? "danger" : "warning"}
      {...{ at, zone }}
    />
  )
}

export function ConversationRow({ line, zone }: { line: ConversationLine; zone: string }) {
  const who = useWho()
  const t = useTranslations("today")
  const { patientId, replyId, name, said, words, isUnread, isMine, assignee, at } = line
  const whose = isMine ? t("yours") : assignee
  return (
    <Line
      href={`/patients/${patientId}/conversation?reply=${replyId}`}
      title={<bdi>{who({ name, patientId })}</bdi>}
      detail={
        <>
          {t.rich(`said.${said}`, { words: () => <Quoted>{words}</Quoted> })}
          {whose ? <bdi> · {whose}</bdi> : null}
        </>
      }
      mark={isUnread ? t("unread") : null}
      tone={said === "safety" ? "danger" : "normal"}
      {...{ at, zone }}
    />
  )
}

type FollowUpRowProps = { line: FollowUpLine; zone: string; staffId: string }

export function FollowUpRow({ line, zone, staffId }: FollowUpRowProps) {
  const who = useWho()
  const [t, tasks] = [useTranslations("today"), useTranslations("tasks")]
  const now = useClock()
  const { patientId, taskId, name, cause, note, dueAt, ownerId, owner, openedAt } = line
  const isOverdue = dueAt !== null && dueAt < now
  const due = dueAt === null ? "none" : isOverdue ? "overdue" : "on"
  const what = cause === "by_hand" && note ? <bdi>{note}</bdi> : tasks(`cause.${cause}`)
  const whose = ownerId === staffId ? t("yours") : (owner ?? t("followUp.nobody"))
  return (
    <Line
      href={`/patients/${patientId}?task=${taskId}`}
      title={<bdi>{who({ name, patientId })}</bdi>}
      detail={
        <span suppressHydrationWarning>
          {t.rich(`followUp.${due}`, {
            at: () => <Time instant={dueAt ?? now} zone={zone} form="short" />,
          })}
          {" · "}
          {what}
          {" · "}
          <bdi>{whose}</bdi>
        </span>
      }
      tone={isOverdue ? "warning" : "normal"}
      at={openedAt}
      zone={zone}
    />
  )
}
