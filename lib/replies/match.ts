import type { MatchRule, MessageState, PersonKind, ReplyFlag, ReplyReason } from "@/db/enums"
import { HOUR_MS, type Instant, SECOND_MS } from "@/lib/time"

/** How far back the same words with the same non-null `inboundMessageId` are a repeat. */
export const REPEAT_WITHIN_MS = 120 * SECOND_MS
const LATE_WITHIN_MS = 12 * HOUR_MS

/** A message of the reply's organization that may be the one answered. */
export type MatchMessage = {
  messageId: string
  patientId: string
  state: MessageState
  /** When BioT accepted it or, in state `unknown`, when it was tried; null if never. */
  sentAt: Instant | null
  /** The latest `closesAt` of its doses; null without doses. */
  closesAt: Instant | null
  /** The next reminder, sent or planned, of any regimen in it; null if none is known. */
  nextReminderAt: Instant | null
  doseIds: readonly string[]
}

export type MatchFacts = {
  organization: "active" | "inactive" | "unknown"
  /** The sender's local row; null for an unknown patient and for other kinds of people. */
  patientId: string | null
  /** The message whose BioT id equals `inboundMessageId`, whoever it was sent to. */
  byInboundId: MatchMessage | null
  /** The message whose BioT id equals `previousPublishedMessageId`, whoever it was sent to. */
  byPreviousId: MatchMessage | null
  /** What the same phone's same words with the same `inboundMessageId` matched just before. */
  repeatOf: MatchMessage | null
  /** Messages with doses sent to the patient in the last days, in any order and state. */
  messages: readonly MatchMessage[]
  sharedPhone: boolean
  phoneMismatch: boolean
}

export type ReplyToMatch = {
  personKind: PersonKind
  /** BioT's `status` was SUCCESS and there was an entity. */
  succeeded: boolean
  /** From `eventTime`. */
  at: Instant
  clockSkewed: boolean
}

/**
 * `messageId` in `review` and `unmatched` is a proposal for the person who decides, never applied
 * by itself.
 */
export type MatchDecision =
  | { kind: "failed"; reason: ReplyReason; flags: ReplyFlag[] }
  | { kind: "quarantined"; reason: ReplyReason; messageId: string | null; flags: ReplyFlag[] }
  | { kind: "unmatched"; reason: ReplyReason; messageId: string | null; flags: ReplyFlag[] }
  | {
      kind: "review"
      reason: ReplyReason
      rule: MatchRule | null
      messageId: string | null
      flags: ReplyFlag[]
    }
  | { kind: "matched"; rule: MatchRule; messageId: string; flags: ReplyFlag[] }

type Hit = { rule: MatchRule; message: MatchMessage }

/**
 * Which message a reply answers, and by which rule. Source: design 3-replies, Deciding, rules 1, 2,
 * 5 and 6; what the reply then does is `decideEffect`'s.
 */
export function matchReply(facts: MatchFacts, reply: ReplyToMatch): MatchDecision {
  const flags = senderFlags(facts, reply)
  if (!reply.succeeded) return { kind: "failed", reason: "not_success", flags }
  if (facts.organization !== "active") {
    const reason =
      facts.organization === "unknown" ? "unknown_organization" : "inactive_organization"
    return { kind: "quarantined", reason, messageId: null, flags }
  }
  const byId = hitById(facts)
  const proposal = byId?.message.messageId ?? null
  if (reply.personKind !== "patient") {
    return { kind: "unmatched", reason: "not_a_patient", messageId: proposal, flags }
  }
  if (facts.patientId === null) {
    return { kind: "unmatched", reason: "unknown_patient", messageId: proposal, flags }
  }
  if (byId && byId.message.patientId !== facts.patientId) {
    return { kind: "quarantined", reason: "other_patients_message", messageId: proposal, flags }
  }
  return byId ? decideById(byId, facts, reply, flags) : decideByTime(facts, reply, flags)
}

function senderFlags(facts: MatchFacts, reply: ReplyToMatch): ReplyFlag[] {
  const flags: ReplyFlag[] = []
  if (reply.clockSkewed) flags.push("clock_skew")
  if (facts.phoneMismatch) flags.push("phone_mismatch")
  if (facts.sharedPhone) flags.push("shared_phone")
  return flags
}

function hitById(facts: MatchFacts): Hit | null {
  if (facts.byInboundId) return { rule: "message_id", message: facts.byInboundId }
  if (facts.byPreviousId) return { rule: "previous_id", message: facts.byPreviousId }
  return null
}

function decideById(
  hit: Hit,
  facts: MatchFacts,
  reply: ReplyToMatch,
  flags: ReplyFlag[],
): MatchDecision {
  if (hit.message.doseIds.length > 0) return matched(hit, reply, flags)
  // BioT names our last text, which may be a note sent after the reminder; a person sees which.
  const open = newestFirst(openMessages(facts, reply.at)).at(0)
  const { rule, message } = open ? ({ rule: "open_window", message: open } as const) : hit
  return { kind: "review", reason: "no_reminder", rule, messageId: message.messageId, flags }
}

function decideByTime(facts: MatchFacts, reply: ReplyToMatch, flags: ReplyFlag[]): MatchDecision {
  const open = newestFirst(openMessages(facts, reply.at))
  const late = newestFirst(lateMessages(facts, reply.at)).at(0)
  const hit = hitByTime(facts, open, late)
  if (facts.sharedPhone) {
    return {
      kind: "review",
      reason: "shared_phone",
      rule: hit?.rule ?? null,
      messageId: hit?.message.messageId ?? null,
      flags,
    }
  }
  if (!hit) return { kind: "unmatched", reason: "no_reminder", messageId: null, flags }
  if (hit.rule === "late_window") {
    const { messageId } = hit.message
    return { kind: "review", reason: "late_reply", rule: hit.rule, messageId, flags }
  }
  return matched(hit, reply, open.length > 1 ? [...flags, "several_open"] : flags)
}

function hitByTime(
  facts: MatchFacts,
  open: readonly MatchMessage[],
  late: MatchMessage | undefined,
): Hit | null {
  const { repeatOf } = facts
  if (repeatOf && repeatOf.patientId === facts.patientId && repeatOf.doseIds.length > 0) {
    return { rule: "repeat", message: repeatOf }
  }
  const newest = open[0]
  if (newest) return { rule: "open_window", message: newest }
  return late ? { rule: "late_window", message: late } : null
}

function matched(hit: Hit, reply: ReplyToMatch, flags: readonly ReplyFlag[]): MatchDecision {
  const { messageId, state, closesAt } = hit.message
  const all = [...flags]
  if (closesAt !== null && reply.at > closesAt) all.push("outside_window")
  if (state === "unknown") all.push("proved_arrival")
  return { kind: "matched", rule: hit.rule, messageId, flags: all }
}

function openMessages(facts: MatchFacts, at: Instant): MatchMessage[] {
  return reached(facts, at).filter(({ closesAt }) => closesAt !== null && at <= closesAt)
}

function lateMessages(facts: MatchFacts, at: Instant): MatchMessage[] {
  return reached(facts, at).filter(
    ({ closesAt, nextReminderAt }) =>
      closesAt !== null &&
      at > closesAt &&
      at <= closesAt + LATE_WITHIN_MS &&
      (nextReminderAt === null || at < nextReminderAt),
  )
}

/** The messages with doses that the patient may have had in hand at `at`. */
function reached(facts: MatchFacts, at: Instant): MatchMessage[] {
  return facts.messages.filter(
    ({ patientId, state, sentAt, doseIds }) =>
      patientId === facts.patientId &&
      (state === "sent" || state === "unknown") &&
      sentAt !== null &&
      sentAt <= at &&
      doseIds.length > 0,
  )
}

function newestFirst(messages: readonly MatchMessage[]): MatchMessage[] {
  return [...messages].sort(
    (a, b) => (b.sentAt ?? 0) - (a.sentAt ?? 0) || (a.messageId < b.messageId ? 1 : -1),
  )
}
