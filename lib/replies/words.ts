import type { Confidence, Intent, MatchRule } from "@/db/enums"
import type { SafetyLevel } from "./languages/table"

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

/** How bad it may be, within a sentence. */
export const SAFETY_LEVEL_WORDS: Record<SafetyLevel, string> = {
  emergency: "a life may be at stake",
  urgent: "call today",
}
