import type { Accepted } from "@/components/composer/send-form"
import { messageWords } from "@/components/conversation/words"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { DialogClose } from "@/components/ui/dialog"
import { Time } from "@/components/ui/time"
import type { PatientTimeline } from "@/lib/patients/timeline"

type SentStateProps = { accepted: Accepted; timeline: PatientTimeline }

/** What becomes of the reminder that was just asked for; it follows the message by itself. */
export function SentState({ accepted, timeline }: SentStateProps) {
  const message = timeline.messages.find(({ id }) => id === accepted.messageId)
  const words = message ? messageWords(message) : null
  const waits = !message || message.state === "queued"
  const { waitSeconds } = accepted
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
          {words?.label ?? "Queued"}
          {waits && waitSeconds && !message?.reason ? `, about ${waitSeconds} s` : null}
          {message?.sentAt ? (
            <>
              {", "}
              <Time instant={message.sentAt} zone={timeline.patient.zone} form="clock" />
            </>
          ) : null}
        </p>
        <p className="text-muted-foreground text-sm">{words?.detail ?? whatNext(waits)}</p>
      </div>
      <div className="flex justify-end">
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </div>
    </div>
  )
}

function whatNext(waits: boolean): string {
  return waits
    ? "It goes out by itself, also when you close this."
    : "The answer appears on this page as soon as it comes."
}
