import type { Confidence, Intent, MatchRule, ReplyFlag, ReplyReason, ReplyState } from "@/db/enums"

/** Which rule found the message that a reply answers. */
export const RULE_WORDS: Record<MatchRule, string> = {
  message_id: "The reply names this message by its id.",
  previous_id: "The reply names this as the last message before it.",
  repeat: "It repeats words sent moments before, so it answers the same message.",
  open_window: "It came while the dose's window was open; this was the newest message.",
  late_window: "It came within 12 hours after the dose's window closed.",
  staff: "A person linked it to this message.",
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

export const CONFIDENCE_WORDS: Record<Confidence, string> = {
  high: "High",
  medium: "Medium",
  low: "Low",
}

/** "Taken, high certainty". */
export function meaningWords(intent: Intent | null, confidence: Confidence | null): string {
  if (!intent) return "Not read"
  const certain = confidence && (intent === "taken" || intent === "not_taken")
  if (!certain) return INTENT_WORDS[intent]
  return `${INTENT_WORDS[intent]}, ${CONFIDENCE_WORDS[confidence].toLowerCase()} certainty`
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

/** Why a reply stands in Review, or why it was left out of the figures. */
export const REASON_WORDS: Record<ReplyReason, string> = {
  not_success: "BioT reported that this text was not handed over properly.",
  bad_shape: "What BioT sent does not fit its own contract, so it could not be read.",
  interpretation_failed: "Working out what this reply means went wrong on our side.",
  unknown_organization: "BioT's call names an organization that we do not know.",
  inactive_organization: "It came for an organization that is not active.",
  not_a_patient: "A caregiver or an organization user wrote this, not a patient.",
  unknown_patient: "We do not know the patient whom BioT names as the sender.",
  other_patients_message: "It answers a message that went to another patient.",
  shared_phone: "Several people have this number, and nothing says whose answer this is.",
  late_reply: "It came after the dose's window had closed.",
  no_reminder: "No reminder was waiting for an answer when it came.",
  contradiction: "It contradicts what was reported for the same dose before.",
  low_certainty: "The words are not certain enough to count, and several doses were open.",
  safety: "The words may mean that somebody is in danger.",
  question: "The patient asks something.",
  free_text: "The words are neither taken nor not taken.",
  unknown_code: "The answer is not one that we asked for.",
  empty: "The text is empty.",
}

export const FLAG_WORDS: Record<ReplyFlag, string> = {
  clock_skew: "BioT's time could not be believed; the time of receipt counts",
  phone_mismatch: "Sent from another number than the patient's",
  shared_phone: "Several people have this number",
  several_open: "More than one reminder was open",
  outside_window: "Sent outside the dose's window",
  medium_certainty: "The words are likely, not certain",
  safety: "Holds a safety word",
  proved_arrival: "Proves that the message arrived",
}
