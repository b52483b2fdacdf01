import type { MessageKind, MessageState } from "@/db/enums"
import { REFUSAL_WORDS } from "./gate"

export const KIND_WORDS: Record<MessageKind, string> = {
  reminder: "Reminder",
  nudge: "Nudge",
  manual: "Manual message",
}

export const STATE_WORDS: Record<MessageState, string> = {
  queued: "Queued",
  sending: "Sending",
  sent: "Sent",
  failed: "Failed",
  unknown: "Unknown",
  expired: "Expired",
  cancelled: "Cancelled",
}

const REASONS: Record<string, string> = {
  ...REFUSAL_WORDS,
  patient_deleted: "This patient was deleted in BioT. Nothing was sent.",
  window_closed: "The dose's window closed before it could go out.",
  no_id: "BioT accepted it without giving an id, so its reply can only be matched by time.",
  duplicate_id: "BioT gave it an id that another message has, so it is matched by time.",
  sender_died: "Our sender stopped before BioT's answer was kept. It may have gone out.",
  interrupted: "Our sender was interrupted before BioT's answer was kept. It may have gone out.",
  moved_on: "It had been decided otherwise meanwhile.",
  unreachable: "BioT could not be reached.",
  ECONNREFUSED: "BioT could not be reached.",
  ENOTFOUND: "BioT's address could not be found.",
  TIMEOUT: "BioT did not answer in time. It may have gone out.",
  ECONNRESET: "The connection broke while sending. It may have gone out.",
  ACCESS_DENIED: "BioT does not let the portal send texts.",
  PHONE_NUMBER_NOT_VALID: "BioT does not take this phone number for a valid one.",
  PHONE_NOT_VALID: "BioT does not take this phone number for a valid one.",
  INTERNAL_SERVER_ERROR: "BioT had an error of its own. It may have gone out.",
  SMS_NOT_SENT: "BioT did not take this text.",
  INVALID_PHONE_NUMBER: "BioT does not take this phone number for a valid one.",
  HTTP_429: "BioT asks to send more slowly.",
}

/** Why a message is in its state, in one sentence; empty where the state says all. */
export function sendReason(reason: string | null): string {
  if (reason === null) return ""
  const plain = reason.replace(/^service_login: /, "")
  if (plain !== reason) return loginReason(plain)
  const known = REASONS[plain]
  if (known) return known
  return /^[A-Z]/.test(plain) ? `BioT answered ${plain}.` : `${plain.replaceAll("_", " ")}.`
}

/** The portal signs in before it sends, so nothing can have gone out. */
function loginReason(code: string): string {
  const isAway = code === "unreachable" || code === "TIMEOUT" || /^E[A-Z]+$/.test(code)
  return isAway ? "BioT could not be reached." : `The portal could not sign in at BioT (${code}).`
}

/** For a failed or unknown send: what happened and why. */
export function sendReasonSentence(state: string, reason: string | null): string {
  const head =
    state === "unknown" ? "Nobody knows whether this text went out." : "This text was not sent."
  return [head, sendReason(reason)].filter(Boolean).join(" ")
}
