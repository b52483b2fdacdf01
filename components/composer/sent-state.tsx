import { useTranslations } from "next-intl"
import type { Accepted } from "@/components/composer/use-sending"
import { useMessageStanding } from "@/components/conversation/standing"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { DialogClose } from "@/components/ui/dialog"
import { Time } from "@/components/ui/time"
import type { PatientTimeline } from "@/lib/patients/timeline"

type SentStateProps = { accepted: Accepted; timeline: PatientTimeline }

/** What becomes of the reminder that was just asked for; it follows the message by itself. */
export function SentState({ accepted, timeline }: SentStateProps) {
  const t = useTranslations("composer")
  const message = timeline.messages.find(({ id }) => id === accepted.messageId)
  const standing = useMessageStanding()
  const words = message ? standing(message) : null
  const waits = !message || message.state === "queued"
  const state = words?.label ?? t("sent.queued")
  const { waitSeconds } = accepted
  const sentAt = message?.sentAt ?? null
  const isWaiting = waits && waitSeconds !== null && waitSeconds > 0 && !message?.reason
  return (
    <div className="grid gap-4">
      <div role="status" className="grid gap-1">
        <p
          key={message?.state ?? "queued"}
          className={cn(
            "animate-tint font-medium text-base",
            words?.tone === "danger" && "text-danger",
            words?.tone === "warning" && "text-warning",
          )}
        >
          {sentAt === null
            ? isWaiting
              ? t("sent.wait", { state, seconds: waitSeconds })
              : state
            : t.rich("sent.at", {
                state,
                time: () => <Time instant={sentAt} zone={timeline.patient.zone} form="clock" />,
              })}
        </p>
        <p className="text-muted-foreground text-sm">
          {words?.detail || t(waits ? "sent.goesOut" : "sent.answer")}
        </p>
      </div>
      <div className="flex justify-end">
        <DialogClose asChild>
          <Button variant="primary">{t("form.done")}</Button>
        </DialogClose>
      </div>
    </div>
  )
}
