import "server-only"
import { and, eq, ne, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyState } from "@/db/enums"
import { messages, optOuts, replies, tasks } from "@/db/schema"
import type { AuditEntry } from "@/lib/auth/unit-of-work"
import { appendEvents, type NewEvent, renewReplied, type StatedDose } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { type Cancelled, cancelQueued } from "@/lib/messages/cancel-queued"
import type { LockedPatient } from "@/lib/patients/lock"
import { renewSummariesOf } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import type { EffectDecision } from "./decide"
import { restatement } from "./own-statements"
import type { ReadReply } from "./read-reply"

/**
 * Opens the urgent task of a cry for help, whatever else is decided and whoever wrote it. Returns
 * what the audit keeps of it; nothing if the reply had its task before.
 */
export async function openSafetyTask(tx: Transaction, reply: ReadReply): Promise<AuditEntry[]> {
  const { organizationId, replyId, now, words } = reply
  const patientId = reply.patient?.patientId ?? null
  const heard = { level: words.safety?.level, phraseId: words.safety?.id }
  const task = { id: newId(), kind: "safety" as const, patientId, replyId, openedAt: now }
  const opened = await tx
    .insert(tasks)
    .values({ organizationId, ...task, ...heard })
    .onConflictDoNothing()
    .returning({ id: tasks.id })
  if (opened.length === 0) await giveSafetyTask(tx, replyId, patientId)
  const details = { cause: "safety_word", replyId, ...heard }
  return opened.map(({ id: subjectId }) => {
    const { traceId } = reply
    return {
      verb: "task.safety_opened",
      subjectKind: "task",
      subjectId,
      patientId,
      details,
      traceId,
    }
  })
}

/**
 * The open safety task of a reply goes with it to whom the reply is given; null: nobody. Patients'
 * rows are held, old and new, and their summaries are renewed by the caller.
 */
export async function giveSafetyTask(
  tx: Transaction,
  replyId: string,
  patientId: string | null,
): Promise<void> {
  const isIts = and(eq(tasks.replyId, replyId), eq(tasks.kind, "safety"), ne(tasks.state, "closed"))
  await tx.update(tasks).set({ patientId }).where(isIts)
}

/**
 * Keeps an opt-out or opt-in for the number; of two words the one that was sent later counts. An
 * opt-out also takes back what is queued to the number, whoever it is for: that is answered.
 */
export async function applyConsentWord(tx: Transaction, reply: ReadReply): Promise<Cancelled[]> {
  const { organizationId, replyId, fromPhone: phone, words } = reply
  if (phone === null) return []
  const isOptedOut = words.intent === "opt_out"
  const change = { isOptedOut, changedAt: reply.at, replyId, changedBy: null }
  const [counted] = await tx
    .insert(optOuts)
    .values({ organizationId, phone, ...change })
    .onConflictDoUpdate({
      target: [optOuts.organizationId, optOuts.phone],
      // A STOP that repeats what staff recorded must not put their word in the patient's mouth.
      set: {
        ...change,
        changedBy: sql`case when opt_outs.is_opted_out and excluded.is_opted_out
                            then opt_outs.changed_by end`,
      },
      setWhere: sql`opt_outs.changed_at <= excluded.changed_at`,
    })
    .returning({ phone: optOuts.phone })
  if (!counted || !isOptedOut) return []
  return cancelQueued(tx, { reason: "opted_out", phone }, reply.now)
}

/** After a re-reading of what was a word on consent: the last one that still is counts. */
export async function renewConsent(tx: Transaction, reply: ReadReply): Promise<void> {
  await tx.execute(sql`
    update opt_outs o set
           is_opted_out = o.changed_by is not null or coalesce(last.is_opted_out, false),
           changed_at = coalesce(last.event_at, o.changed_at), reply_id = last.id
      from (select ${reply.fromPhone}::text as phone) who
      left join lateral (
        select id, event_at, intent = 'opt_out' as is_opted_out from replies
         where from_phone = who.phone and id <> ${reply.replyId}
           and intent in ('opt_out', 'opt_in')
           and state not in ('received', 'failed', 'quarantined')
         order by event_at desc, received_at desc limit 1) last on true
     where o.phone = who.phone and o.reply_id = ${reply.replyId}`)
}

/** A reply, what it does, and the doses of the message that it answers. */
export type DecidedReply = {
  reply: ReadReply
  decision: EffectDecision
  target: readonly StatedDose[]
  /** The doses that it was matched to when it was read before, and is no more. */
  left: readonly StatedDose[]
  hasLater: boolean
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
 * stands here once. Of one that is read again just what it says now stands.
 */
export async function applyEffects(
  tx: Transaction,
  decided: readonly DecidedReply[],
  now: Instant,
): Promise<void> {
  const patients: LockedPatient[] = []
  const stated: StatedDose[] = []
  const added: NewEvent[] = []
  for (const { target, left, ...one } of decided) {
    const { patient } = one.reply
    if (patient === null) continue
    // A message that it names may be another patient's, whose doses nobody holds here.
    const isTheirs = ({ patientId }: StatedDose) => patientId === patient.patientId
    const each = { ...one, target: target.filter(isTheirs), left: left.filter(isTheirs) }
    patients.push(patient)
    if (each.decision.flags.includes("proved_arrival")) added.push(...(await prove(tx, each, now)))
    if (hasMoved(each)) added.push(...(await disprove(tx, each, now)))
    added.push(...statements(each, now))
    const replied = ANSWERED.has(each.decision.state)
    stated.push(...each.target.map((dose) => ({ ...dose, replied: dose.replied || replied })))
    stated.push(...each.left)
  }
  await appendEvents(tx, patients, stated, added, now)
  const earlier = decided.flatMap(({ reply }) => reply.earlierMessageId ?? [])
  if (earlier.length === 0) return
  await renewReplied(tx, earlier)
  await renewSummariesOf(tx, patients, now)
}

/** The states in which a reply counts as an answer to its message, whatever it says. */
const ANSWERED: ReadonlySet<ReplyState> = new Set<ReplyState>(["applied", "review"])

function statements(decided: DecidedReply, recordedAt: Instant): NewEvent[] {
  const { reply, decision, target, left } = decided
  const { at, replyId } = reply
  const { messageId } = decision
  const said = target.map((dose) => ({ dose, wanted: decision.effect }))
  return [...said, ...left.map((dose) => ({ dose, wanted: null }))].flatMap(({ dose, wanted }) => {
    const { state: kind, voids } = restatement(replyId, wanted, dose.events)
    const of = { doseId: dose.id, replyId, messageId, recordedAt }
    const fresh = kind ? [{ ...of, id: newId(), kind, source: "patient" as const, at }] : []
    return [...fresh, ...voids.map((id) => takenBack(of, id))]
  })
}

type Of = Pick<NewEvent, "doseId" | "replyId" | "messageId" | "recordedAt">

function takenBack(of: Of, voids: string): NewEvent {
  return { ...of, id: newId(), kind: "voided", source: "system", at: of.recordedAt, voids }
}

/** Somebody answered a message of which nobody knew whether it had been sent: it was. */
async function prove(
  tx: Transaction,
  { reply: { replyId }, decision: { messageId }, target }: DecidedReply,
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
  const of = { kind: "reminded", source: "system", at, recordedAt, messageId, replyId } as const
  return target.map(({ id: doseId }) => ({ ...of, id: newId(), doseId }))
}

function hasMoved({ reply: { earlierMessageId }, decision }: DecidedReply): boolean {
  return earlierMessageId !== null && earlierMessageId !== decision.messageId
}

/** The answer was another message's: whether this one arrived is unknown again. */
async function disprove(
  tx: Transaction,
  { reply: { replyId, earlierMessageId }, target, left }: DecidedReply,
  recordedAt: Instant,
): Promise<NewEvent[]> {
  const doseIds = [...target, ...left].map(({ id }) => id)
  const { rows } = await tx.execute<{ id: string; doseId: string }>(sql`
    with doubted as (
      update messages m set state = 'unknown', is_inferred = false, sent_at = null
       where m.id = ${earlierMessageId} and m.state = 'sent' and m.is_inferred
         and m.biot_message_id is null and not exists (
           select 1 from replies r
            where r.message_id = m.id and r.id <> ${replyId} and r.match_rule is not null
              and r.match_rule <> 'late_window' and (r.state in ('applied', 'noted')
                or r.state = 'review' and r.reason not in ('shared_phone', 'no_reminder')))
      returning m.id)
    select e.id, e.dose_id as "doseId" from doubted join dose_events e on e.message_id = doubted.id
     where e.kind = 'reminded' and e.dose_id = any(${sql.param(doseIds)}::uuid[])
       and not exists (select 1 from dose_events v where v.dose_id = e.dose_id and v.voids = e.id)`)
  return rows.map(({ id, doseId }) => {
    return takenBack({ doseId, replyId, messageId: earlierMessageId, recordedAt }, id)
  })
}
