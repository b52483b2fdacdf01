import { useTranslations } from "next-intl"
import { useMessageWords } from "@/components/messages/message-words"
import type { TimelineMessage } from "@/lib/patients/timeline"

export type Tone = "neutral" | "warning" | "danger"
type StateFields = Pick<TimelineMessage, "state" | "reason" | "isInferred">

const TONES: Partial<Record<TimelineMessage["state"], Tone>> = {
  failed: "danger",
  unknown: "warning",
  expired: "warning",
}

/**
 * What became of a message, and why, in the reader's language; `detail` is empty where the state says
 * all. Needs the parts `conversation`, `messages` and `composer`.
 */
export function useMessageStanding() {
  const t = useTranslations("conversation.message")
  const words = useMessageWords()
  return (message: StateFields) => ({
    label: words.state(message.state),
    detail: message.isInferred ? t("inferred") : words.detail(message),
    tone: TONES[message.state] ?? ("neutral" as const),
  })
}
