import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { messages, optOuts, replies, tasks } from "@/db/schema"
import { appendEvents, type NewEvent, type StatedDose } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { renewSummaryOf } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import type { EffectDecision } from "./decide"
import type { ReadReply } from "./read-reply"

/** Opens the urgent task of a cry for help, whatever else is decided and whoever wrote it. */
export async function openSafetyTask(tx: Transaction, reply: ReadReply): Promise<void> {
  const { organizationId, replyId, now } = reply
  const patientId = reply.patient?.patientId ?? null
  await tx
    .insert(tasks)
    .values({ organizationId, id: newId(), kind: "safety", patientId, replyId, openedAt: now })
    .onConflictDoNothing()
}

/** Keeps an opt-out or opt-in for the number; of two words the one that was sent later counts. */
export async function applyConsentWord(tx: Transaction, reply: ReadReply): Promise<void> {
  const { organizationId, replyId, fromPhone: phone, words } = reply
  if (phone === null) return
  const change = { isOptedOut: words.intent === "opt_out", changedAt: reply.at, replyId }
  await tx
    .insert(optOuts)
    .values({ organizationId, phone, ...change })
    .onConflictDoUpdate({
      target: [optOuts.organizationId, optOuts.phone],
      set: change,
      setWhere: sql`opt_outs.changed_at <= excluded.changed_at`,
    })
}

export async function saveDecision(
  tx: Transaction,
  reply: ReadReply,
  decision: EffectDecision,
): Promise<void> {
  await tx
    .update(replies)
    .set({
      state: decision.state,
      reason: decision.reason,
      attempts: sql`attempts + 1`,
      eventAt: reply.at,
      normalised: reply.words.normalised,
      intent: reply.words.intent,
      confidence: reply.words.confidence,
      matchRule: decision.rule,
      flags: decision.flags,
      patientId: reply.patient?.patientId ?? null,
      messageId: decision.messageId,
    })
    .where(eq(replies.id, reply.replyId))
}

/** Puts a reply that could not be interpreted before a person; false if it was decided meanwhile. */
export async function markFailed(tx: Transaction, replyId: string): Promise<boolean> {
  const marked = await tx
    .update(replies)
    .set({ state: "failed", reason: "interpretation_failed", attempts: sql`attempts + 1` })
    .where(and(eq(replies.id, replyId), eq(replies.state, "received")))
    .returning({ id: replies.id })
  return marked.length > 0
}

/**
 * Records what the reply states for every dose of its message and renews their states and the
 * patient's summary. `target` are those doses as loaded under the patient's lock.
 */
export async function applyEffect(
  tx: Transaction,
  reply: ReadReply,
  decision: EffectDecision,
  target: readonly StatedDose[],
): Promise<void> {
  if (reply.patient === null) return
  const proofs = decision.flags.includes("proved_arrival")
    ? await proveArrival(tx, decision.messageId, target, reply.now)
    : []
  const added = [...proofs, ...statements(reply, decision, target)]
  if (added.length === 0) return renewSummaryOf(tx, reply.patient, reply.now)
  await appendEvents(tx, reply.patient, target, added, reply.now)
}

function statements(
  { replyId, at, now: recordedAt }: ReadReply,
  { effect: kind, messageId }: EffectDecision,
  target: readonly StatedDose[],
): NewEvent[] {
  if (kind === null) return []
  return target.map(({ id: doseId }) => {
    return { id: newId(), doseId, kind, source: "patient", at, recordedAt, replyId, messageId }
  })
}

/** Somebody answered a message of which nobody knew whether it had been sent: it was. */
async function proveArrival(
  tx: Transaction,
  messageId: string | null,
  target: readonly StatedDose[],
  recordedAt: Instant,
): Promise<NewEvent[]> {
  if (messageId === null) return []
  const [sent] = await tx
    .update(messages)
    .set({ state: "sent", isInferred: true, sentAt: sql`coalesce(sent_at, claimed_at)` })
    .where(and(eq(messages.id, messageId), eq(messages.state, "unknown")))
    .returning({ sentAt: messages.sentAt })
  const at = sent?.sentAt
  if (at === undefined || at === null) return []
  return target.map(({ id: doseId }) => {
    return { id: newId(), doseId, kind: "reminded", source: "system", at, recordedAt, messageId }
  })
}
