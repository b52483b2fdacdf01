import type { MessageKind, MessageState } from "@/db/enums"
import { REFUSAL_WORDS } from "./gate-words"
import { readSendReason } from "./send-reason"

export const KIND_WORDS: Record<MessageKind, string> = {
  reminder: "Reminder",
  nudge: "Nudge",
  manual: "Manual message",
  safety: "Answer to a safety word",
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
  phone_changed:
    "The patient's phone number changed in BioT while this waited. Nothing was sent to the old one.",
  regimen_changed: "The medication changed and its dose is no longer expected. Nothing was sent.",
  excused: "Its dose was excused meanwhile. Nothing was sent.",
  hours_too_late:
    "It is outside the patient's sending hours, and when they begin the text would be out of date. Nothing was sent.",
  window_closed: "The dose's window closed before it could go out.",
  waited_too_long: "It waited too long to go out, so it was not sent.",
  no_id: "BioT accepted it without giving an id, so its reply can only be matched by time.",
  duplicate_id: "BioT gave it an id that another message has, so it is matched by time.",
  sender_died: "Our sender stopped before BioT's answer was kept. It may have gone out.",
  interrupted: "Our sender was interrupted before BioT's answer was kept. It may have gone out.",
  undone: "The text to many was undone before anything went out.",
  stopped: "The text to many was stopped before this one went out.",
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

/** Why a message is in its state, in one English sentence; empty where the state says all. */
export function sendReason(reason: string | null): string {
  const read = readSendReason(reason, (code) => Object.hasOwn(REASONS, code))
  if (read === null) return ""
  if (read.kind === "known") return REASONS[read.code] ?? ""
  if (read.kind === "blocked") {
    return "The carrier keeps an opt-out of this number and takes no texts for it."
  }
  if (read.kind === "login") return `The portal could not sign in at BioT (${read.code}).`
  return read.kind === "answered" ? `BioT answered ${read.code}.` : `${read.code}.`
}
