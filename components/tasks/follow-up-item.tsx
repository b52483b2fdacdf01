import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { PlanFollowUp, SnoozeFollowUp } from "@/components/tasks/plan-follow-up"
import { TakeFollowUp } from "@/components/tasks/take-follow-up"
import { useWho } from "@/components/tasks/use-who"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { useClock } from "@/components/ui/clock"
import { PersonName } from "@/components/ui/person-name"
import { Time } from "@/components/ui/time"
import type { FollowUpRow } from "@/lib/tasks/listed"

type FollowUpItemProps = { row: FollowUpRow; zone: string; staffId: string }

/** One follow-up: who, why, by when, whose, and what to do. */
export function FollowUpItem({ row, zone, staffId }: FollowUpItemProps) {
  const t = useTranslations("tasks")
  const { patientId, dueAt, ownerId, owner } = row
  const name = useWho()(row)
  const task = { id: row.taskId, ownerId, owner, dueAt }
  const href = `/patients/${patientId}?task=${row.taskId}` as Route
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2.5 hover:bg-hover">
      <Facts {...{ row, zone, staffId, href }} />
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <TakeFollowUp {...{ task, staffId, patientId, name }} after={`who-${task.id}`} />
        <SnoozeFollowUp {...{ task, patientId, name }} />
        <PlanFollowUp {...{ task, staffId, patientId, name }} />
        <Button asChild>
          <Link href={href} prefetch={false} aria-label={t("settle.triggerFor", { name })}>
            {t("settle.trigger")}
          </Link>
        </Button>
      </div>
    </li>
  )
}

function Facts({ row, zone, staffId, href }: FollowUpItemProps & { href: Route }) {
  const t = useTranslations("tasks")
  const now = useClock()
  const { cause, note, dueAt, ownerId, owner, phone } = row
  const name = useWho()(row)
  const isOverdue = dueAt !== null && dueAt < now
  return (
    <div className="grid min-w-0 flex-1 basis-72 gap-0.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-2">
        <Link
          id={`who-${row.taskId}`}
          data-line
          href={href}
          prefetch={false}
          className="inline-flex min-h-6 items-center rounded-sm font-medium underline-offset-4 hover:underline"
        >
          <PersonName of={name} />
        </Link>
        {isOverdue ? (
          <Badge variant="warning" suppressHydrationWarning>
            {t("overdue")}
          </Badge>
        ) : null}
        {phone ? (
          <a
            href={`tel:${phone}`}
            dir="ltr"
            className="inline-flex min-h-6 items-center rounded-sm text-muted-foreground underline-offset-4 hover:underline"
          >
            {phone}
          </a>
        ) : null}
      </p>
      <p>{t(`cause.${cause}`)}</p>
      {note ? (
        <p className="whitespace-pre-line break-words">
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
        <bdi>{ownerId === staffId ? t("yours") : (owner ?? t("nobody"))}</bdi>
      </p>
    </div>
  )
}
