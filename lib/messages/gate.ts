import type { MessageKind } from "@/db/enums"
import type { ReplyProblem } from "@/lib/patients/reach"
import { HOUR_MS, type Instant } from "@/lib/time"
import { type Moot, mootOf } from "./moot"
import { isWithin } from "./sending-hours"

export const REFUSALS = [
  "patient_disabled",
  "no_phone",
  "bad_phone",
  "opted_out",
  "no_consent",
  "consent_withdrawn",
  "window_closed",
  "already_answered",
  "excused",
  "regimen_changed",
  "asked_already",
  "daily_cap",
  "quiet_hours",
  "outside_hours_consent",
  "no_value",
  "too_long",
  "nothing_due",
  "left_out",
] as const
export type Refusal = (typeof REFUSALS)[number]

export const WARNINGS = [
  "held_for_hours",
  "recently_texted",
  "suspected_opt_out",
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
  /** A carrier may keep an opt-out that never reached us. */
  isOptOutSuspected: boolean
  /** The newest word on it; `outsideHours` also covers doses in the quiet hours. */
  consent: { kind: "none" | "given" | "withdrawn"; outsideHours: boolean }
  /** `HH:MM` on the patient's wall. */
  localTime: string
  sendingHours: { from: string; to: string }
  /** When the patient's sending hours begin next, or began if they go on now. */
  hoursBeginAt: Instant
  sentToday: number
  /** On the day on which the hours begin next, which a text that is held counts against. */
  sentThatDay: number
  dailyCap: number
  lastSentAt: Instant | null
  /** Of the doses asked about; empty for a message about none. `asks`: how often they were asked. */
  doses: readonly { closesAt: Instant; moot: Moot | null; asks: number }[]
  now: Instant
}

/** What somebody wants to send: a person, who can be asked back, or the schedule, which cannot. */
export type GateAsk = { kind: MessageKind; by: "person" | "schedule" }

/** `heldUntil`: it goes out only then, when the patient's sending hours begin. */
export type GateVerdict = {
  refusal: Refusal | null
  warnings: Warning[]
  heldUntil: Instant | null
}

const RECENT_MS = 2 * HOUR_MS
/** One reminder and one nudge. */
const MOST_ASKS = 2

/**
 * Whether a text may go out. A refusal is final; a warning needs a person's "send anyway", and does
 * not stop the schedule. Outside the patient's hours a person's text is held until they begin, while
 * a scheduled one needs consent of its own. The fixed answer to a cry for help stops only at what
 * makes it impossible. Source: design 5-sending, The gate.
 */
export function gateSend(facts: GateFacts, ask: GateAsk): GateVerdict {
  const heldUntil = holdOf(facts, ask)
  const refusal = refusalOf(facts, ask, heldUntil)
  const warnings = WARNINGS.filter((warning) => warns(facts, warning, heldUntil !== null))
  return { refusal, warnings, heldUntil: refusal === null ? heldUntil : null }
}

function isQuiet(facts: GateFacts): boolean {
  return !isWithin(facts.localTime, facts.sendingHours)
}

function holdOf(facts: GateFacts, { kind, by }: GateAsk): Instant | null {
  if (kind === "safety" || by === "schedule" || !isQuiet(facts)) return null
  return facts.hoursBeginAt
}

function refusalOf(facts: GateFacts, ask: GateAsk, heldUntil: Instant | null): Refusal | null {
  const unreachable = unreachableOf(facts)
  if (unreachable || ask.kind === "safety") return unreachable
  if (facts.consent.kind === "none") return "no_consent"
  if (facts.consent.kind === "withdrawn") return "consent_withdrawn"
  return doseRefusal(facts, ask) ?? loadRefusal(facts, ask, heldUntil)
}

function unreachableOf(facts: GateFacts): Refusal | null {
  if (!facts.isEnabled) return "patient_disabled"
  if (facts.phone === "missing") return "no_phone"
  if (facts.phone === "bad") return "bad_phone"
  return facts.isOptedOut ? "opted_out" : null
}

function doseRefusal({ doses, now }: GateFacts, ask: GateAsk): Refusal | null {
  if (doses.some(({ closesAt }) => closesAt <= now)) return "window_closed"
  const moot = mootOf(doses.map((each) => each.moot))
  if (moot) return moot
  const most = ask.kind === "reminder" && ask.by === "schedule" ? 1 : MOST_ASKS
  return doses.some(({ asks }) => asks >= most) ? "asked_already" : null
}

function loadRefusal(facts: GateFacts, ask: GateAsk, heldUntil: Instant | null): Refusal | null {
  const sent = heldUntil === null ? facts.sentToday : facts.sentThatDay
  if (sent >= facts.dailyCap) return "daily_cap"
  if (heldUntil !== null) {
    return facts.doses.some(({ closesAt }) => closesAt <= heldUntil) ? "quiet_hours" : null
  }
  const needsHours = ask.by === "schedule" && !facts.consent.outsideHours
  return needsHours && isQuiet(facts) ? "outside_hours_consent" : null
}

function warns(facts: GateFacts, warning: Warning, isHeld: boolean): boolean {
  const holds: Record<Warning, boolean> = {
    held_for_hours: isHeld,
    recently_texted: facts.lastSentAt !== null && facts.now - facts.lastSentAt < RECENT_MS,
    suspected_opt_out: facts.isOptOutSuspected,
    uncertain_phone: facts.phone === "uncertain",
    landline: facts.isLandline,
    cannot_reply: facts.replyProblem === "country_not_listed",
    no_static_number: facts.replyProblem === "no_static_number",
    sydney_region: facts.replyProblem === "sydney_region",
    shared_phone: facts.isSharedPhone,
    shared_outside: facts.ownersOutside > 0,
  }
  return holds[warning]
}
