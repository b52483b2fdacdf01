import type { Confidence, Intent, MatchRule, ReplyFlag, ReplyReason, ReplyState } from "@/db/enums"
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

/** Which rule found the message that a reply answers. */
export const RULE_WORDS: Record<MatchRule, string> = {
  message_id: "The reply names this message by its id.",
  previous_id: "The reply names this as the last message before it.",
  repeat: "It repeats words sent moments before, so it answers the same message.",
  open_window: "It came while the dose's window was open; this was the newest message.",
  late_window: "It came within 12 hours after the dose's window closed.",
  staff: "A person linked it to this message.",
}

export const CONFIDENCE_WORDS: Record<Confidence, string> = {
  high: "High",
  medium: "Medium",
  low: "Low",
}

export const INTENT_WORDS: Record<Intent, string> = {
  taken: "Taken",
  not_taken: "Not taken",
  opt_out: "Wants no more texts",
  opt_in: "Wants texts again",
  help: "Asks for help",
  question: "A question",
  unknown_code: "A code that was not asked for",
  free_text: "Free text",
  empty: "Empty",
}

export const REPLY_STATE_WORDS: Record<ReplyState, string> = {
  received: "Being read",
  applied: "Counted",
  noted: "Noted",
  review: "Waits for review",
  unmatched: "Matched to nothing",
  quarantined: "Set aside",
  failed: "Could not be read",
  dismissed: "Dismissed",
}

export const REASON_WORDS: Record<ReplyReason, string> = {
  not_success: "BioT reported it as failed.",
  bad_shape: "BioT sent it in a shape that is not known.",
  interpretation_failed: "Reading it failed.",
  unknown_organization: "Its organization is not known.",
  inactive_organization: "Its organization is not active.",
  not_a_patient: "The sender is not a patient.",
  unknown_patient: "The sender is not known.",
  other_patients_message: "It answers a message to another patient.",
  shared_phone: "Several people share this phone.",
  late_reply: "It came after the dose's window had closed.",
  no_reminder: "No reminder was waiting for an answer.",
  contradiction: "It contradicts an earlier reply.",
  low_certainty: "Its meaning is not certain enough.",
  safety: "It holds a safety word.",
  question: "It asks something.",
  free_text: "It is neither “taken” nor “not taken”.",
  unknown_code: "It is a code that was not asked for.",
  empty: "It has no text.",
}

export const FLAG_WORDS: Record<ReplyFlag, string> = {
  clock_skew: "Its time was implausible; the time of receipt is used",
  phone_mismatch: "Sent from another number than the patient's",
  shared_phone: "Several people share this phone",
  several_open: "Several doses were open",
  outside_window: "Outside the dose's window",
  medium_certainty: "Read with medium certainty",
  safety: "Safety word",
  proved_arrival: "Proved that the message arrived",
}
