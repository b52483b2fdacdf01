import type { ReplyReason, ReplyState } from "@/db/enums"
import { dedupeKey, parseEnvelope } from "@/lib/biot/envelope"
import type { DoseFact } from "@/lib/doses/reduce"
import { newId } from "@/lib/id"
import { classify } from "@/lib/replies/classify"
import { decideEffect, type EffectDecision } from "@/lib/replies/decide"
import type { MatchDecision } from "@/lib/replies/match"
import type { SafetyWord } from "@/lib/replies/safety"
import { DAY_MS, HOUR_MS, type Instant, SECOND_MS } from "@/lib/time"
import { pluginCall, type Sender } from "./payload"
import type { SeedRows } from "./rows"

const OLD_MS = 2 * DAY_MS
const HANDLING_MS = 0.4 * SECOND_MS

export type SeedReply = {
  sender: Sender
  patientId: string | null
  entityTypeName?: string
  status?: string
  words: string
  at: Instant
  now: Instant
  previousMessageId: string | null
  match: MatchDecision
  /** The events so far of each dose of the matched message. */
  doseFacts: readonly (readonly DoseFact[])[]
  /** Who has worked through what waited for more than two days. */
  decidedBy: string | null
}

/** Adds a reply as the pipeline would have decided it; gives the decision and the reply's id. */
export function addReply(rows: SeedRows, reply: SeedReply): EffectDecision & { replyId: string } {
  const payload = pluginCall(reply)
  const parsed = parseEnvelope(payload)
  if (!parsed.ok) throw new Error("The seed's own payload cannot be read.")
  const { call } = parsed
  const read = classify(reply.words, call.locale, false)
  const decision = decideEffect(
    {
      intent: read.intent,
      confidence: read.confidence,
      safety: read.safety !== null,
      at: reply.at,
    },
    reply.match,
    reply.doseFacts,
  )
  const replyId = newId()
  rows.replies.push({
    organizationId: reply.sender.organizationId,
    id: replyId,
    dedupeKey: dedupeKey(payload),
    payload,
    receivedAt: reply.at + HANDLING_MS,
    traceId: call.traceId,
    attempts: 1,
    eventAt: reply.at,
    senderKind: call.entityTypeName,
    senderId: call.senderId,
    fromPhone: call.originationNumber,
    toPhone: call.destinationNumber,
    body: call.messageBody,
    normalised: read.normalised,
    inboundMessageId: call.inboundMessageId,
    previousMessageId: call.previousMessageId,
    intent: read.intent,
    confidence: read.confidence,
    matchRule: decision.rule,
    flags: decision.flags,
    patientId: reply.patientId,
    messageId: decision.messageId,
    ...standing(decision, reply),
  })
  if (read.safety) addTask(rows, reply, { replyId, safety: read.safety })
  return { ...decision, replyId }
}

/** Only the last two days' replies still wait for a person. */
function standing({ state, reason }: EffectDecision, { at, now, decidedBy }: SeedReply) {
  const waits = state === "review" || state === "unmatched"
  if (!waits || decidedBy === null || now - at < OLD_MS) return { state, reason }
  const done: { state: ReplyState; reason: ReplyReason | null } = { state: "dismissed", reason }
  return { ...done, decidedBy, decidedAt: at + 3 * HOUR_MS, decisionNote: "Talked to the patient" }
}

function addTask(
  rows: SeedRows,
  { sender: { organizationId }, patientId, at }: SeedReply,
  { replyId, safety }: { replyId: string; safety: SafetyWord },
): void {
  const openedAt = at + HANDLING_MS
  const heard = { level: safety.level, phraseId: safety.id }
  const task = { id: newId(), kind: "safety" as const, patientId, replyId, openedAt }
  rows.tasks.push({ organizationId, ...task, ...heard })
}
