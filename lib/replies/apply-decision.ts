import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyState } from "@/db/enums"
import { messages, optOuts, replies, tasks } from "@/db/schema"
import { appendEvents, type NewEvent, type StatedDose } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import type { LockedPatient } from "@/lib/patients/summary"
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

/** A reply, what it does, and the doses of the message that it answers. */
export type DecidedReply = {
  reply: ReadReply
  decision: EffectDecision
  target: readonly StatedDose[]
}

export async function saveDecisions(
  tx: Transaction,
  decided: readonly DecidedReply[],
): Promise<void> {
  const rows = decided.map(({ reply, decision }) => ({
    id: reply.replyId,
    state: decision.state,
    reason: decision.reason,
    event_at: new Date(reply.at).toISOString(),
    normalised: reply.words.normalised,
    intent: reply.words.intent,
    confidence: reply.words.confidence,
    match_rule: decision.rule,
    flags: decision.flags,
    patient_id: reply.patient?.patientId ?? null,
    message_id: decision.messageId,
  }))
  await tx.execute(sql`
    /* prepared: save_decisions */ update replies r set state = d.state, reason = d.reason,
           attempts = r.attempts + 1, event_at = d.event_at, normalised = d.normalised,
           intent = d.intent, confidence = d.confidence, match_rule = d.match_rule,
           flags = array(select jsonb_array_elements_text(d.flags)), patient_id = d.patient_id,
           message_id = d.message_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d (id uuid, state text,
        reason text, event_at timestamptz, normalised text, intent text, confidence text,
        match_rule text, flags jsonb, patient_id uuid, message_id uuid)
     where r.id = d.id`)
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
 * Records what each reply states for every dose of its message and renews the doses' states and the
 * patients' summaries. Doses and patients are as loaded under the patients' locks, and each patient
 * stands here once.
 */
export async function applyEffects(
  tx: Transaction,
  decided: readonly DecidedReply[],
  now: Instant,
): Promise<void> {
  const patients: LockedPatient[] = []
  const stated: StatedDose[] = []
  const added: NewEvent[] = []
  for (const each of decided) {
    if (each.reply.patient === null) continue
    patients.push(each.reply.patient)
    if (each.decision.flags.includes("proved_arrival")) {
      added.push(...(await proveArrival(tx, each.decision.messageId, each.target, now)))
    }
    added.push(...statements(each, now))
    const replied = ANSWERED.has(each.decision.state)
    stated.push(...each.target.map((dose) => ({ ...dose, replied: dose.replied || replied })))
  }
  await appendEvents(tx, patients, stated, added, now)
}

/** The states in which a reply counts as an answer to its message, whatever it says. */
const ANSWERED: ReadonlySet<ReplyState> = new Set<ReplyState>(["applied", "review"])

function statements({ reply, decision, target }: DecidedReply, recordedAt: Instant): NewEvent[] {
  const { effect: kind, messageId } = decision
  const { at, replyId } = reply
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
