import type { Confidence, Intent, MatchRule, ReplyFlag, ReplyReason, ReplyState } from "@/db/enums"
import { contradictsStanding, type DoseFact } from "@/lib/doses/reduce"
import type { MatchDecision } from "@/lib/replies/match"
import type { Instant } from "@/lib/time"

export type ReplyReading = {
  intent: Intent
  confidence: Confidence
  /** The text held a safety word; the urgent task is opened whatever is decided here. */
  safety: boolean
  /** From `eventTime`. */
  at: Instant
}

export type ReplyEffect = "taken" | "not_taken"

export type EffectDecision = {
  state: ReplyState
  reason: ReplyReason | null
  /** What to record for every dose of the message; also set when a contradiction needs review. */
  effect: ReplyEffect | null
  rule: MatchRule | null
  /** The target, or in review and unmatched the proposal. */
  messageId: string | null
  flags: ReplyFlag[]
}

const OTHER_MEANINGS: Partial<Record<Intent, ReplyReason>> = {
  question: "question",
  unknown_code: "unknown_code",
  free_text: "free_text",
  empty: "empty",
}

/**
 * What a reply does, given what it says and which message it answers. `doseFacts` holds the events
 * of each dose of the matched message before this reply (empty when nothing matched). Opt-out,
 * opt-in and help act by themselves before this and are only noted here.
 * Source: design 3-replies, rules 4, 6 and 7, and Reading a text.
 */
export function decideEffect(
  reading: ReplyReading,
  match: MatchDecision,
  doseFacts: readonly (readonly DoseFact[])[],
): EffectDecision {
  const flags = [...match.flags]
  if (reading.safety) flags.push("safety")
  const target = {
    rule: "rule" in match ? match.rule : null,
    messageId: "messageId" in match ? match.messageId : null,
  }
  const put = (state: ReplyState, reason: ReplyReason | null): EffectDecision => ({
    state,
    reason,
    effect: null,
    ...target,
    flags,
  })

  if (match.kind === "failed") return put("failed", match.reason)
  if (match.kind === "quarantined" && isAboutOrganization(match.reason)) {
    return put("quarantined", match.reason)
  }
  if (isConsentWord(reading.intent)) {
    return reading.safety ? put("review", "safety") : put("noted", null)
  }
  if (match.kind === "quarantined" || match.kind === "unmatched") {
    return put(match.kind, match.reason)
  }
  if (reading.safety) return put("review", "safety")
  const effect = effectOf(reading.intent)
  if (!effect) return put("review", OTHER_MEANINGS[reading.intent] ?? "free_text")
  if (match.kind === "review") return put("review", match.reason)
  return applied(effect, reading, match, doseFacts, put)
}

/** Whether the reply's target is certain enough for words that are not: an id, or one open message. */
export function isCertain(match: MatchDecision): boolean {
  if (match.kind !== "matched") return false
  const byId = match.rule === "message_id" || match.rule === "previous_id"
  return byId || !match.flags.includes("several_open")
}

function applied(
  effect: ReplyEffect,
  reading: ReplyReading,
  match: MatchDecision,
  doseFacts: readonly (readonly DoseFact[])[],
  put: (state: ReplyState, reason: ReplyReason | null) => EffectDecision,
): EffectDecision {
  if (reading.confidence === "low") return put("review", "low_certainty")
  if (reading.confidence === "medium" && !isCertain(match)) return put("review", "low_certainty")
  const contradicts = doseFacts.some((facts) =>
    contradictsStanding({ kind: effect, at: reading.at }, facts),
  )
  // The statement is recorded all the same, so that the dose shows as conflicting.
  const decision = contradicts ? put("review", "contradiction") : put("applied", null)
  const flags: ReplyFlag[] =
    reading.confidence === "medium" ? [...decision.flags, "medium_certainty"] : decision.flags
  return { ...decision, effect, flags }
}

function effectOf(intent: Intent): ReplyEffect | null {
  return intent === "taken" || intent === "not_taken" ? intent : null
}

function isConsentWord(intent: Intent): boolean {
  return intent === "opt_out" || intent === "opt_in" || intent === "help"
}

function isAboutOrganization(reason: ReplyReason): boolean {
  return reason === "unknown_organization" || reason === "inactive_organization"
}
