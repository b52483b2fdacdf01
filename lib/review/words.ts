import type { Confidence, Intent, MatchRule, ReplyFlag, ReplyReason, ReplyState } from "@/db/enums"
import { sendReasonSentence } from "@/lib/messages/words"
import type { ReviewFilter, ReviewItem } from "./item"

/** The filters' names, as they stand beside their counts. */
export const FILTER_WORDS: Record<ReviewFilter, string> = {
  all: "All",
  safety: "Safety",
  question: "Questions",
  unclear: "Unclear words",
  contradiction: "Contradictions",
  late: "Late",
  shared: "Shared phones",
  unmatched: "No match",
  failed: "Failed replies",
  quarantined: "Quarantined",
  send_failed: "Failed sends",
  send_unknown: "Unknown sends",
}

const REASONS: Record<ReplyReason, string> = {
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

const FLAGS: Record<ReplyFlag, string> = {
  clock_skew: "BioT's time could not be believed; the time of receipt counts",
  phone_mismatch: "sent from another number than the patient's",
  shared_phone: "several people have this number",
  several_open: "more than one reminder was open",
  outside_window: "sent outside the dose's window",
  medium_certainty: "the words are likely, not certain",
  safety: "holds words about safety",
  proved_arrival: "proves that the message arrived",
}

const RULES: Record<MatchRule, string> = {
  message_id: "BioT named our message by its id",
  previous_id: "BioT named our last message by its id",
  repeat: "the same words were sent just before",
  open_window: "the newest reminder whose window was open",
  late_window: "the last reminder, whose window had closed",
  staff: "linked by staff",
}

const INTENTS: Record<Intent, string> = {
  taken: "taken",
  not_taken: "not taken",
  opt_out: "wants no more texts",
  opt_in: "wants texts again",
  help: "asks for help",
  question: "a question",
  unknown_code: "an answer we did not ask for",
  free_text: "free text",
  empty: "nothing",
}

const KINDS: Record<string, string> = {
  patient: "patient",
  caregiver: "caregiver",
  "organization-user": "organization user",
}

const STATES: Record<ReplyState, string> = {
  received: "received, not yet read",
  applied: "applied to a dose",
  noted: "noted",
  review: "in review",
  unmatched: "unmatched",
  quarantined: "quarantined",
  failed: "failed",
  dismissed: "dismissed",
}

/** Why an item is in the queue, in one sentence. */
export function whyHere(item: Pick<ReviewItem, "kind" | "state" | "reason">): string {
  if (item.kind === "message") return sendReasonSentence(item.state, item.reason)
  const reason: string | undefined = isReason(item.reason) ? REASONS[item.reason] : undefined
  return reason ?? "It needs a person to read it."
}

/** What to do about it, in one sentence; null where the reason says enough. */
export function suggestion(item: Pick<ReviewItem, "kind" | "state" | "reason">): string | null {
  if (item.kind === "message") {
    return item.state === "unknown"
      ? "It is never sent again by itself: the patient may have it. A reply proves that it arrived."
      : "Nothing was sent. Send a new reminder from the patient's page if it still matters."
  }
  return isReason(item.reason) ? (SUGGESTIONS[item.reason] ?? null) : null
}

const SUGGESTIONS: Partial<Record<ReplyReason, string>> = {
  safety: "Call the patient first. Then link the reply to a dose, or dismiss it.",
  question: "Answer the patient, then dismiss it with what you did.",
  late_reply: "Link it to the dose that it was about; it then counts as outside its window.",
  contradiction: "Ask the patient, then link the reply with what is true.",
  shared_phone: "Find out who wrote, then link it to that patient's dose.",
  not_a_patient: "If it speaks for a patient, link it to that patient's dose.",
  unknown_patient: "If you know the number, link it to the patient's dose.",
  other_patients_message: "Nothing was counted. Find out who holds this phone before you link it.",
  interpretation_failed: "Retry it; its words are safe.",
  bad_shape: "Its call is kept as it came. Retry it after an update, or dismiss it.",
}

export const flagWords = (flag: ReplyFlag): string => FLAGS[flag] ?? flag
export const ruleWords = (rule: MatchRule): string => RULES[rule]
export const replyStateWords = (state: ReplyState): string => STATES[state]
export const senderWords = (kind: string | null): string => KINDS[kind ?? ""] ?? kind ?? "unknown"

/** "taken, high certainty". */
export function meaningWords(intent: Intent | null, confidence: Confidence | null): string {
  if (!intent) return "not read"
  const certain = confidence && (intent === "taken" || intent === "not_taken")
  return certain ? `${INTENTS[intent]}, ${confidence} certainty` : INTENTS[intent]
}

function isReason(reason: string | null): reason is ReplyReason {
  return reason !== null && Object.hasOwn(REASONS, reason)
}
