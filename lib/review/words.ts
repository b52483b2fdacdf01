import type { ReplyReason } from "@/db/enums"
import { sendReasonSentence } from "@/lib/messages/words"
import { REASON_WORDS } from "@/lib/replies/words"
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

const KINDS: Record<string, string> = {
  patient: "patient",
  caregiver: "caregiver",
  "organization-user": "organization user",
}

/** Why an item is in the queue, in one sentence. */
export function whyHere(item: Pick<ReviewItem, "kind" | "state" | "reason">): string {
  if (item.kind === "message") return sendReasonSentence(item.state, item.reason)
  const reason: string | undefined = isReason(item.reason) ? REASON_WORDS[item.reason] : undefined
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

export const senderWords = (kind: string | null): string => KINDS[kind ?? ""] ?? kind ?? "unknown"

function isReason(reason: string | null): reason is ReplyReason {
  return reason !== null && Object.hasOwn(REASON_WORDS, reason)
}
