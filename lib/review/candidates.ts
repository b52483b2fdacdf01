import type { MatchRule, ReplyReason } from "@/db/enums"
import { localTimeAt } from "@/lib/local-date"
import { DAY_MS, type Instant, SECOND_MS } from "@/lib/time"
import { type Span, spanOf } from "./span"

/** What is known of a reply when the doses that it may be about are ranked. */
export type RankedReply = {
  at: Instant
  fromPhone: string | null
  matchRule: MatchRule | null
  /** The same words from the same number just before, and the message that they answered. */
  repeat: { at: Instant; messageId: string | null } | null
}

export type DoseFacts = {
  id: string
  dueAt: Instant
  opensAt: Instant
  closesAt: Instant
  zone: string
  /** The reply's message asked about it. */
  isProposed: boolean
  /** The last message about it that went out before the reply. */
  asked: { messageId: string; phone: string; sentAt: Instant } | null
}

/** How far the evidence goes: an id names it, it is the only likely one, or one of several. */
export type Certainty = "certain" | "likely" | "possible"

/** One thing that speaks for a dose, which the screen puts into words. */
export type DoseClue =
  /** The message of the reply's match asked about it; null: no rule was kept. */
  | { kind: "rule"; rule: MatchRule | null }
  | { kind: "repeat"; seconds: number }
  /** `time`: the patient's clock. `isHere`: it went to the number that the reply came from. */
  | { kind: "asked"; time: string; isHere: boolean }
  | { kind: "open" }
  | { kind: "opensLater" | "closedBefore"; span: Span }

export type DoseEvidence = {
  id: string
  isProposed: boolean
  wasOpen: boolean
  certainty: Certainty
  /** Why this dose, the strongest first. */
  evidence: DoseClue[]
}

/** The doses, the likeliest first, each with what speaks for it. Instants are epoch ms, UTC. */
export function rankDoses(reply: RankedReply, doses: readonly DoseFacts[]): DoseEvidence[] {
  const open = doses.filter((dose) => wasOpen(dose, reply.at))
  return doses
    .map((dose) => ({ dose, rank: rankOf(reply, dose), distance: distanceTo(dose, reply.at) }))
    .sort((a, b) => a.rank - b.rank || a.distance - b.distance)
    .map(({ dose, rank }) => ({
      id: dose.id,
      isProposed: dose.isProposed,
      wasOpen: open.includes(dose),
      certainty: certaintyOf(rank, open.length),
      evidence: evidenceFor(reply, dose),
    }))
}

const [BY_ID, REPEATED, PROPOSED, OPEN, NEAR] = [0, 1, 2, 3, 4]

function rankOf(reply: RankedReply, dose: DoseFacts): number {
  const { matchRule } = reply
  if (dose.isProposed && (matchRule === "message_id" || matchRule === "previous_id")) return BY_ID
  if (isRepeat(reply, dose)) return REPEATED
  if (dose.isProposed) return PROPOSED
  return wasOpen(dose, reply.at) ? OPEN : NEAR
}

function certaintyOf(rank: number, openDoses: number): Certainty {
  if (rank === BY_ID) return "certain"
  if (rank === REPEATED || rank === PROPOSED) return "likely"
  return rank === OPEN && openDoses === 1 ? "likely" : "possible"
}

function evidenceFor(reply: RankedReply, dose: DoseFacts): DoseClue[] {
  const { asked, zone } = dose
  const clues: DoseClue[] = []
  if (dose.isProposed) clues.push({ kind: "rule", rule: reply.matchRule })
  if (isRepeat(reply, dose) && reply.repeat) {
    clues.push({
      kind: "repeat",
      seconds: Math.round((reply.at - reply.repeat.at) / SECOND_MS),
    })
  }
  if (asked) {
    const time = localTimeAt(asked.sentAt, zone)
    clues.push({ kind: "asked", time, isHere: asked.phone === reply.fromPhone })
  }
  return [...clues, windowClue(dose, reply.at)]
}

function isRepeat({ repeat }: RankedReply, { asked }: DoseFacts): boolean {
  return repeat !== null && repeat.messageId !== null && repeat.messageId === asked?.messageId
}

function windowClue(dose: DoseFacts, at: Instant): DoseClue {
  if (wasOpen(dose, at)) return { kind: "open" }
  return at < dose.opensAt
    ? { kind: "opensLater", span: spanOf(dose.opensAt - at, Math.round) }
    : { kind: "closedBefore", span: spanOf(at - dose.closesAt, Math.round) }
}

const wasOpen = (dose: DoseFacts, at: Instant) => dose.opensAt <= at && at <= dose.closesAt

/** How far the window lies from `at`; a window still to come counts as further than a past one. */
function distanceTo(dose: DoseFacts, at: Instant): number {
  if (at < dose.opensAt) return dose.opensAt - at + 7 * DAY_MS
  if (at > dose.closesAt) return at - dose.closesAt
  return Math.abs(at - dose.dueAt)
}

export type PatientFacts = {
  id: string
  /** BioT's call names this patient as the sender. */
  isNamed: boolean
  /** The message that the reply answers, or may answer, went to this patient. */
  wasAsked: boolean
  hasNumber: boolean
  hasNumberAsAdditional: boolean
  /** It is a number of the caregiver or organization user who wrote. */
  sharesSendersNumber: boolean
  /** Texts to the reply's number were for this patient in the last weeks. */
  wasTextedThere: boolean
  /** Doses whose window was open when the reply came. */
  openDoses: number
}

/** One thing that speaks for a patient, which the screen puts into words. */
export type PatientClue =
  | { kind: "named" | "asked" | "number" | "additional" | "shares" | "texted" }
  | { kind: "openDoses"; n: number }

export type PatientEvidence = { id: string; evidence: PatientClue[] }

/** Whom the reply may be from, or for, the likeliest first. */
export function rankPatients(patients: readonly PatientFacts[]): PatientEvidence[] {
  return [...patients]
    .sort((a, b) => weightOf(b) - weightOf(a) || (a.id < b.id ? -1 : 1))
    .map((patient) => ({ id: patient.id, evidence: patientEvidence(patient) }))
}

function weightOf(of: PatientFacts): number {
  const strong = (of.isNamed ? 32 : 0) + (of.wasAsked ? 16 : 0)
  const number = (of.hasNumber ? 8 : 0) + (of.hasNumberAsAdditional ? 4 : 0)
  const shares = of.sharesSendersNumber || of.wasTextedThere ? 2 : 0
  return strong + number + shares + (of.openDoses > 0 ? 1 : 0)
}

function patientEvidence(of: PatientFacts): PatientClue[] {
  const clues: [boolean, PatientClue][] = [
    [of.isNamed, { kind: "named" }],
    [of.wasAsked, { kind: "asked" }],
    [of.hasNumber, { kind: "number" }],
    [of.hasNumberAsAdditional, { kind: "additional" }],
    [of.sharesSendersNumber, { kind: "shares" }],
    [of.wasTextedThere && !of.hasNumber, { kind: "texted" }],
    [of.openDoses > 0, { kind: "openDoses", n: of.openDoses }],
  ]
  return clues.flatMap(([holds, clue]) => (holds ? [clue] : []))
}

/**
 * The patient who is presumed: named, or the only one there is, or the only one with an open dose.
 * Null where it is in doubt who wrote: there nobody is presumed.
 */
export function presumedPatient(
  reason: ReplyReason | null,
  patients: readonly PatientFacts[],
): string | null {
  if (reason === "shared_phone" || reason === "other_patients_message") return null
  const named = patients.find(({ isNamed }) => isNamed)
  if (named) return named.id
  const asked = patients.filter(({ wasAsked }) => wasAsked)
  const open = patients.filter(({ openDoses }) => openDoses > 0)
  const only = [asked, open, patients].find((group) => group.length === 1)
  return only?.[0]?.id ?? null
}
