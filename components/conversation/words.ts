import { STATE_WORDS, sendReason } from "@/lib/messages/words"
import type { TimelineMessage } from "@/lib/patients/timeline"

export type Tone = "neutral" | "warning" | "danger"
type Words = { label: string; detail: string | null; tone: Tone }
type StateFields = "state" | "reason" | "biotMessageId" | "isInferred"

const TONES: Partial<Record<TimelineMessage["state"], Tone>> = {
  failed: "danger",
  unknown: "warning",
  expired: "warning",
}

/** What became of a message, and why, as a person would say it. */
export function messageWords(message: Pick<TimelineMessage, StateFields>): Words {
  const { state } = message
  return { label: STATE_WORDS[state], detail: whyOf(message), tone: TONES[state] ?? "neutral" }
}

function whyOf({ state, reason, isInferred }: Pick<TimelineMessage, StateFields>): string | null {
  if (isInferred) return "That it arrived is known from the reply."
  const why = sendReason(reason)
  if (state === "queued" && why) return `${why} It is tried again.`
  if (state === "unknown") return `${why} It is not sent again by itself.`.trim()
  return why || null
}
