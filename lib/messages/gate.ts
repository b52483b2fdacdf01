import type { ReplyProblem } from "@/lib/patients/reach"
import { HOUR_MS, type Instant } from "@/lib/time"

export const REFUSALS = [
  "patient_disabled",
  "no_phone",
  "bad_phone",
  "opted_out",
  "daily_cap",
  "window_closed",
  "already_answered",
] as const
export type Refusal = (typeof REFUSALS)[number]

export const WARNINGS = [
  "quiet_hours",
  "recently_texted",
  "uncertain_phone",
  "landline",
  "cannot_reply",
  "no_static_number",
  "sydney_region",
  "shared_phone",
  "shared_outside",
] as const
export type Warning = (typeof WARNINGS)[number]

export type GateFacts = {
  isEnabled: boolean
  /** `uncertain`: possible by its length, and of no range in use. */
  phone: "missing" | "bad" | "uncertain" | "good"
  isLandline: boolean
  replyProblem: ReplyProblem | null
  isSharedPhone: boolean
  /** Owners of the number in other organizations; who they are is not ours to know. */
  ownersOutside: number
  isOptedOut: boolean
  /** `HH:MM` on the patient's wall. */
  localTime: string
  sendingHours: { from: string; to: string }
  sentToday: number
  dailyCap: number
  lastSentAt: Instant | null
  /** Of the doses asked about; empty for a message about none. */
  doses: readonly { closesAt: Instant; isAnswered: boolean }[]
  now: Instant
}

export type GateVerdict = { refusal: Refusal | null; warnings: Warning[] }

const RECENT_MS = 2 * HOUR_MS

/**
 * Whether a text that a person asked for may go out: a refusal is final, a warning needs "send
 * anyway". Source: design 5-sending, The gate.
 */
export function gateManualSend(facts: GateFacts): GateVerdict {
  return { refusal: refusalOf(facts), warnings: warningsOf(facts) }
}

/** From `from` on and before `to`; a span that passes midnight is read as such. */
export function isWithin(localTime: string, { from, to }: { from: string; to: string }): boolean {
  if (from === to) return true
  return from < to ? localTime >= from && localTime < to : localTime >= from || localTime < to
}

function refusalOf(facts: GateFacts): Refusal | null {
  if (!facts.isEnabled) return "patient_disabled"
  if (facts.phone === "missing") return "no_phone"
  if (facts.phone === "bad") return "bad_phone"
  if (facts.isOptedOut) return "opted_out"
  if (facts.sentToday >= facts.dailyCap) return "daily_cap"
  if (facts.doses.some((dose) => dose.closesAt <= facts.now)) return "window_closed"
  const isAnswered = facts.doses.length > 0 && facts.doses.every((dose) => dose.isAnswered)
  return isAnswered ? "already_answered" : null
}

function warningsOf(facts: GateFacts): Warning[] {
  const holds: Record<Warning, boolean> = {
    quiet_hours: !isWithin(facts.localTime, facts.sendingHours),
    recently_texted: facts.lastSentAt !== null && facts.now - facts.lastSentAt < RECENT_MS,
    uncertain_phone: facts.phone === "uncertain",
    landline: facts.isLandline,
    cannot_reply: facts.replyProblem === "country_not_listed",
    no_static_number: facts.replyProblem === "no_static_number",
    sydney_region: facts.replyProblem === "sydney_region",
    shared_phone: facts.isSharedPhone,
    shared_outside: facts.ownersOutside > 0,
  }
  return WARNINGS.filter((warning) => holds[warning])
}

export const REFUSAL_WORDS: Record<Refusal, string> = {
  patient_disabled: "This patient is disabled in BioT. Nothing was sent.",
  no_phone: "This patient has no phone number in BioT. Nothing was sent.",
  bad_phone: "This patient's phone number cannot be texted. Nothing was sent.",
  opted_out: "This patient opted out of texts. Nothing was sent.",
  daily_cap: "This patient has had today's most texts already. Nothing was sent.",
  window_closed: "The time to take this dose has passed. Nothing was sent.",
  already_answered: "The patient has already answered for this dose. Nothing was sent.",
}

export const WARNING_WORDS: Record<Warning, string> = {
  quiet_hours: "It is outside the patient's sending hours now.",
  recently_texted: "The patient was texted less than 2 hours ago.",
  uncertain_phone: "The phone number may not exist.",
  landline: "The phone number is a landline.",
  cannot_reply: "The patient cannot answer: BioT receives no replies from the number's country.",
  no_static_number:
    "The patient cannot answer: no static number is entered for the number's country.",
  sydney_region:
    "The patient may not be able to answer: BioT receives no replies from the Sydney region.",
  shared_phone: "Several people have this phone number, so BioT loses the replies from it.",
  shared_outside:
    "Somebody outside your organization has this phone number too, so BioT loses the replies from it.",
}
