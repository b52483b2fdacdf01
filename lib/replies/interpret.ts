import "server-only"
import type { Transaction } from "@/db/client"
import type { ReplyReason, ReplyState } from "@/db/enums"
import type { PluginContext, SystemContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { loadStatedDoses, type StatedDose } from "@/lib/doses/restate"
import type { LockedPatient } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import { applyConsentWord, applyEffect, openSafetyTask, saveDecision } from "./apply-decision"
import { decideEffect, type EffectDecision } from "./decide"
import { loadMatchFacts } from "./facts"
import { type MatchDecision, type MatchMessage, matchReply } from "./match"
import { lockReply, type ReadReply, readReply } from "./read-reply"

export type Interpretation = { state: ReplyState; reason: ReplyReason | null }

/**
 * Decides what a stored reply means and does it, in one transaction. A row that is not in state
 * `received` has been decided already and is left alone. Throws `not_found`, and what Postgres
 * throws; nothing is then changed. Source: design 3-replies, Deciding.
 */
export async function interpretReply(
  ctx: PluginContext | SystemContext,
  input: { replyId: string; now: Instant },
): Promise<Interpretation> {
  return writeAs(ctx, "replies.interpret", async (tx, work) => {
    const row = await lockReply(tx, input.replyId)
    if (row.state !== "received") {
      const details = { skipped: row.state }
      await work.audit({ ...auditSubject(row.id), verb: "reply.interpreted", details })
      return { state: row.state, reason: row.reason }
    }
    const reply = await readReply(tx, row, ctx.organizationId, input.now)
    const { match, messages } = await matchOf(tx, reply)
    const target = await targetOf(tx, match, messages)
    const decision = decideEffect(
      readingOf(reply),
      match,
      target.map(({ events }) => events),
    )
    await carryOut(tx, work, reply, decision, target)
    return { state: decision.state, reason: decision.reason }
  })
}

async function matchOf(
  tx: Transaction,
  reply: ReadReply,
): Promise<{ match: MatchDecision; messages: readonly MatchMessage[] }> {
  const { call, patient, words, at } = reply
  if (!call) return { match: { kind: "failed", reason: "bad_shape", flags: [] }, messages: [] }
  const facts = await loadMatchFacts(tx, {
    replyId: reply.replyId,
    patientId: patient?.patientId ?? null,
    patientPhones: phonesOf(patient),
    fromPhone: reply.fromPhone,
    inboundMessageId: call.inboundMessageId,
    previousMessageId: call.previousMessageId,
    normalised: words.normalised,
    at,
  })
  const succeeded = call.hasEntity && (call.status ?? "SUCCESS") === "SUCCESS"
  const match = matchReply(
    { ...facts, organization: reply.organization },
    { personKind: call.personKind, succeeded, at, clockSkewed: reply.skewed },
  )
  return { match, messages: facts.messages }
}

function phonesOf(patient: LockedPatient | null): string[] {
  return [patient?.phone, patient?.additionalPhone].filter((phone) => typeof phone === "string")
}

async function targetOf(
  tx: Transaction,
  match: MatchDecision,
  messages: readonly MatchMessage[],
): Promise<StatedDose[]> {
  if (match.kind !== "matched") return []
  const message = messages.find(({ messageId }) => messageId === match.messageId)
  return loadStatedDoses(tx, message?.doseIds ?? [])
}

function readingOf({ words, at }: ReadReply) {
  return { intent: words.intent, confidence: words.confidence, safety: words.safety !== null, at }
}

async function carryOut(
  tx: Transaction,
  work: Work,
  reply: ReadReply,
  decision: EffectDecision,
  target: readonly StatedDose[],
): Promise<void> {
  const patientId = reply.patient?.patientId ?? null
  const { state, reason, rule, effect, messageId, flags } = decision
  const { intent, safety } = reply.words
  if (safety) {
    await openSafetyTask(tx, reply)
    work.publish("tasks", patientId)
  }
  const isHeard = state !== "failed" && state !== "quarantined"
  if (isHeard && (intent === "opt_out" || intent === "opt_in")) await applyConsentWord(tx, reply)
  await saveDecision(tx, reply, decision)
  await applyEffect(tx, reply, decision, target)
  if (patientId !== null) work.publish("patient", patientId)
  if (flags.includes("proved_arrival")) work.publish("messages", patientId)
  if (state !== "applied" && state !== "noted") work.publish("review", patientId)
  await work.audit({
    ...auditSubject(reply.replyId),
    verb: state === "quarantined" ? "reply.quarantined" : "reply.interpreted",
    patientId,
    details: { state, reason, rule, effect, messageId, flags, intent },
  })
}

function auditSubject(replyId: string) {
  return { subjectKind: "reply", subjectId: replyId }
}
