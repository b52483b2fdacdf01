"use client"

import type { Route } from "next"
import Link from "next/link"
import { StateBadge, stateDetail } from "@/components/messages/message-state"
import { Facts, Id, PaneSection } from "@/components/review/facts"
import { Button } from "@/components/ui/button"
import { Sheet, SheetContent } from "@/components/ui/sheet"
import { Time } from "@/components/ui/time"
import { useReturnFocus } from "@/components/ui/use-return-focus"
import type { LogRow } from "@/lib/messages/log-row"
import { KIND_WORDS } from "@/lib/messages/words"

type MessagePaneProps = { message: LogRow | null; zone: string; onClose: () => void }

/** One message with its words and everything that is known of it. */
export function MessagePane({ message, zone, onClose }: MessagePaneProps) {
  const focus = useReturnFocus()
  return (
    <Sheet open={message !== null} onOpenChange={(open) => !open && onClose()}>
      {message ? (
        <SheetContent
          title={`Text to ${message.patientName}`}
          description={`${KIND_WORDS[message.kind]} to ${message.phone}`}
          footer={
            <Button asChild variant="primary">
              <Link href={`/patients/${message.patientId}` as Route}>Open patient</Link>
            </Button>
          }
          {...focus}
        >
          <div className="grid gap-6">
            <section aria-label="State" className="grid justify-items-start gap-2">
              <StateBadge message={message} />
              {stateDetail(message) ? <p>{stateDetail(message)}</p> : null}
            </section>
            <PaneSection title="Text">
              <blockquote className="whitespace-pre-wrap break-words rounded-md bg-hover px-3 py-2 text-base">
                <bdi>{message.body}</bdi>
              </blockquote>
            </PaneSection>
            <PaneSection title="Doses">
              {message.doses.length > 0 ? (
                <ul className="grid gap-1 text-sm">
                  {message.doses.map((dose) => (
                    <li key={dose}>{dose}</li>
                  ))}
                </ul>
              ) : (
                <p className="text-muted-foreground text-sm">It asks about no dose.</p>
              )}
            </PaneSection>
            <MessageFacts message={message} zone={zone} />
          </div>
        </SheetContent>
      ) : null}
    </Sheet>
  )
}

function MessageFacts({ message, zone }: { message: LogRow; zone: string }) {
  const exact = (at: number) => <Time instant={at} zone={zone} form="exact" />
  return (
    <PaneSection title="Evidence">
      <Facts
        facts={[
          ["Asked by", message.by ?? "Schedule"],
          ["Asked", exact(message.createdAt)],
          ["Sent", message.sentAt === null ? null : exact(message.sentAt)],
          ["Not before", exact(message.notBefore)],
          ["Expires", exact(message.expiresAt)],
          ["Attempts", String(message.attempts)],
          ["Parts", String(message.parts)],
          ["Reason", message.reason ? <Id key="reason">{message.reason}</Id> : null],
          ["messageId", <Id key="biot">{message.biotMessageId}</Id>],
          ["Our id", <Id key="id">{message.id}</Id>],
        ]}
      />
    </PaneSection>
  )
}
