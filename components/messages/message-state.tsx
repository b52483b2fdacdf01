import { useTranslations } from "next-intl"
import { useMessageWords } from "@/components/messages/message-words"
import { Badge } from "@/components/ui/badge"
import { Time } from "@/components/ui/time"
import type { LogRow } from "@/lib/messages/log-row"

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
  const t = useTranslations("messages")
  const words = useMessageWords()
  const { state: key, isInferred } = message
  const state = words.state(key)
  return (
    <Badge key={key} variant={VARIANTS[key]}>
      {isInferred ? t("stateInferred", { state }) : state}
    </Badge>
  )
}

/** When it went out, else when it was asked for. */
export function MessageTime({ message, zone }: { message: LogRow; zone: string }) {
  return <Time instant={message.sentAt ?? message.createdAt} zone={zone} />
}
