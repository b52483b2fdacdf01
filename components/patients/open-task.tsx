"use client"

import { useTranslations } from "next-intl"
import { useClock } from "@/components/ui/clock"
import { cn } from "@/components/ui/cn"
import { Time } from "@/components/ui/time"
import type { OpenTask } from "@/lib/patients/patient-row"

/** The task that comes first: what it is about, until when, and whose. */
export function OpenTaskLine({ task, zone }: { task: OpenTask | null; zone: string }) {
  const t = useTranslations("patients.task")
  const now = useClock()
  if (!task) return null
  const isLate = task.dueAt !== null && task.dueAt < now
  return (
    <span className="grid min-w-0">
      <span className={cn("truncate", task.kind === "safety" && "font-medium text-danger")}>
        {t(`cause.${task.cause}`)}
        {task.more > 0 ? ` ${t("more", { n: task.more })}` : null}
      </span>
      <span className="truncate text-muted-foreground text-xs">
        {task.dueAt === null ? null : (
          <span className={cn(isLate && "text-danger")} suppressHydrationWarning>
            {t.rich(isLate ? "late" : "due", {
              time: () => <Time instant={task.dueAt ?? 0} zone={zone} />,
            })}
            {" · "}
          </span>
        )}
        {task.owner ? <bdi>{task.owner}</bdi> : t("nobody")}
      </span>
    </span>
  )
}
