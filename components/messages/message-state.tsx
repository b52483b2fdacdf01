import { Badge } from "@/components/ui/badge"
import { Time } from "@/components/ui/time"
import type { LogRow } from "@/lib/messages/log-row"
import { STATE_WORDS, sendReason } from "@/lib/messages/words"

const VARIANTS = {
  queued: "primary",
  sending: "primary",
  sent: "neutral",
  failed: "danger",
  unknown: "warning",
  expired: "outline",
  cancelled: "outline",
} as const

type StateFields = Pick<LogRow, "state" | "isInferred">

/** A new state is a new element, so that it fades in with the tint. */
export function StateBadge({ message }: { message: StateFields }) {
  const { state, isInferred } = message
  return (
    <Badge key={state} variant={VARIANTS[state]}>
      {STATE_WORDS[state]}
      {isInferred ? ", proved by a reply" : null}
    </Badge>
  )
}

/** Why a message stands as it does, and what comes next; empty for one that was simply sent. */
export function stateDetail(message: LogRow): string {
  const why = sendReason(message.reason)
  if (message.state === "unknown") return `${why} It is not sent again by itself.`.trim()
  if (message.state === "queued" && why) return `${why} It is tried again.`
  if (message.state === "cancelled") return why || "It was stopped before it went out."
  return why
}

/** When it went out, else when it was asked for. */
export function MessageTime({ message, zone }: { message: LogRow; zone: string }) {
  return <Time instant={message.sentAt ?? message.createdAt} zone={zone} />
}
