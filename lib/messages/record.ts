import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { MessageState } from "@/db/enums"
import { batches, messageDoses, messages } from "@/db/schema"
import type { SystemContext } from "@/lib/auth/context"
import { type AuditEntry, writeAs } from "@/lib/auth/unit-of-work"
import { appendEvents, loadStatedDoses, type NewEvent } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { lockPatients } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import { retryAt, type SendOutcome } from "./outcome"

export type Recorded = { state: MessageState; reason: string | null } | null
/** `traceId`: the message's own, where one record serves several. */
export type SendRecord = {
  messageId: string
  patientId: string
  outcome: SendOutcome
  traceId?: string
}
type Row = typeof messages.$inferSelect

/** From where an outcome may lead on; a late answer still beats the guess `unknown`. */
const FROM: Record<SendOutcome["kind"], readonly MessageState[]> = {
  sent: ["sending", "unknown"],
  failed: ["sending", "unknown"],
  cancelled: ["sending"],
  late: ["sending"],
  unknown: ["sending"],
  retry: ["sending"],
  expired: ["queued"],
}

/** `recordSends` for one. */
export async function recordSend(
  ctx: SystemContext,
  { now, ...record }: SendRecord & { now: Instant },
): Promise<Recorded> {
  const [recorded] = await recordSends(ctx, [record], now)
  return recorded ?? null
}

/**
 * Keeps what became of messages, all in one transaction and in the order of `records`: their states,
 * BioT's ids, what their doses are told, the audit. Null for a message that had moved on meanwhile;
 * nothing of it is then changed. Each message may be named once.
 */
export async function recordSends(
  ctx: SystemContext,
  records: readonly SendRecord[],
  now: Instant,
): Promise<Recorded[]> {
  return writeAs(ctx, "messages.deliver", async (tx, { audit, publish }) => {
    const patients = await lockPatients(tx, [...new Set(records.map((each) => each.patientId))])
    const rows = await lockMessages(tx, records)
    const known = {
      idsTaken: await biotIdsTaken(tx, records),
      stopped: await stoppedBatches(tx, records, rows),
      now,
    }
    const saved = records.map((record): Saved | null => {
      const row = rows.get(record.messageId)
      return row && mayMoveOn(row, record.outcome) ? decide(row, record.outcome, known) : null
    })
    const kept = saved.filter((each) => each !== null)
    await update(tx, kept)
    await audit(...records.map((record, n) => auditOf(record, saved[n] ?? null)))
    await tellDoses(tx, kept, [...patients.values()], now)
    for (const patientId of new Set(kept.map(({ row }) => row.patientId))) {
      publish("messages", patientId)
      publish("patient", patientId)
    }
    return saved.map((each) => each && { state: each.state, reason: each.reason })
  })
}

type Saved = {
  row: Row
  state: MessageState
  reason: string | null
  verb: string
  biotMessageId?: string
  sentAt?: Instant
  notBefore?: Instant
}

async function lockMessages(tx: Transaction, records: readonly SendRecord[]) {
  const ids = records.map(({ messageId }) => messageId)
  const rows = await tx
    .select()
    .from(messages)
    .where(sql`${messages.id} = any(${sql.param(ids)}::uuid[])`)
    .orderBy(messages.id)
    .for("update")
  return new Map(rows.map((row) => [row.id, row]))
}

function mayMoveOn(row: Row, outcome: SendOutcome): boolean {
  // Sent as a reply proved, before BioT's own answer came: its id is still wanted.
  const isProvedOnly = row.state === "sent" && row.isInferred && row.biotMessageId === null
  return FROM[outcome.kind].includes(row.state) || (outcome.kind === "sent" && isProvedOnly)
}

async function biotIdsTaken(tx: Transaction, records: readonly SendRecord[]): Promise<Set<string>> {
  const ids = records.flatMap(({ outcome }) =>
    outcome.kind === "sent" ? (outcome.biotMessageId ?? []) : [],
  )
  if (ids.length === 0) return new Set()
  const found = await tx
    .select({ id: messages.biotMessageId })
    .from(messages)
    .where(sql`${messages.biotMessageId} = any(${sql.param(ids)}::text[])`)
  return new Set(found.flatMap(({ id }) => id ?? []))
}

/** Waits for stops that are under way, so that nothing slips back into the queue behind them. */
async function stoppedBatches(
  tx: Transaction,
  records: readonly SendRecord[],
  rows: ReadonlyMap<string, Row>,
): Promise<Set<string>> {
  const ids = records.flatMap(({ messageId, outcome }) =>
    outcome.kind === "retry" ? (rows.get(messageId)?.batchId ?? []) : [],
  )
  if (ids.length === 0) return new Set()
  const found = await tx
    .select({ id: batches.id, stoppedAt: batches.stoppedAt })
    .from(batches)
    .where(sql`${batches.id} = any(${sql.param([...new Set(ids)])}::uuid[])`)
    .orderBy(batches.id)
    .for("share")
  return new Set(found.flatMap(({ id, stoppedAt }) => (stoppedAt === null ? [] : id)))
}

type Known = { idsTaken: Set<string>; stopped: ReadonlySet<string>; now: Instant }

function decide(row: Row, outcome: SendOutcome, known: Known): Saved {
  const { idsTaken, stopped, now } = known
  if (outcome.kind === "sent") return decideSent(row, outcome.biotMessageId, idsTaken, now)
  if (outcome.kind === "retry") {
    if (row.batchId !== null && stopped.has(row.batchId)) {
      return { row, state: "cancelled", reason: "stopped", verb: "cancelled" }
    }
    const notBefore = retryAt(now, row.attempts)
    const { reason } = outcome
    return notBefore < row.expiresAt
      ? { row, state: "queued", reason, notBefore, verb: "retried_later" }
      : { row, state: "expired", reason, verb: "expired" }
  }
  if (outcome.kind === "late") {
    return { row, state: "expired", reason: outcome.reason, verb: "expired" }
  }
  const tooLate = row.windowClosesAt === null ? "waited_too_long" : "window_closed"
  const reason = outcome.kind === "expired" ? (row.reason ?? tooLate) : outcome.reason
  return { row, state: outcome.kind, reason, verb: outcome.kind }
}

/** An id that BioT has given before is kept with its first message alone: it must stay unique. */
function decideSent(
  row: Row,
  biotMessageId: string | null,
  idsTaken: Set<string>,
  now: Instant,
): Saved {
  const accepted = { row, state: "sent" as const, sentAt: row.claimedAt ?? now }
  if (biotMessageId !== null && !idsTaken.has(biotMessageId)) {
    idsTaken.add(biotMessageId)
    return { ...accepted, reason: null, biotMessageId, verb: "sent" }
  }
  const reason = biotMessageId === null ? "no_id" : "duplicate_id"
  return { ...accepted, reason, verb: `sent_${reason}` }
}

const iso = (at: Instant | undefined) => (at === undefined ? null : new Date(at).toISOString())

async function update(tx: Transaction, saved: readonly Saved[]): Promise<void> {
  if (saved.length === 0) return
  const rows = saved.map(({ row, state, reason, biotMessageId, sentAt, notBefore }) => ({
    ...{ id: row.id, state, reason, biot_id: biotMessageId ?? null },
    ...{ sent_at: iso(sentAt), not_before: iso(notBefore) },
  }))
  await tx.execute(sql`
    /* prepared: save_outcomes */ update messages m set state = f.state, reason = f.reason,
           biot_message_id = coalesce(f.biot_id, m.biot_message_id),
           sent_at = coalesce(f.sent_at, m.sent_at),
           not_before = coalesce(f.not_before, m.not_before),
           claimed_at = case f.state when 'queued' then null else m.claimed_at end
      from json_to_recordset(${JSON.stringify(rows)}::json) as f (id uuid, state text, reason text,
        biot_id text, sent_at timestamptz, not_before timestamptz)
     where m.id = f.id`)
}

function auditOf(record: SendRecord, saved: Saved | null): AuditEntry {
  return {
    verb: saved ? `message.${saved.verb}` : "message.outcome_ignored",
    subjectKind: "message",
    subjectId: record.messageId,
    patientId: record.patientId,
    details: { outcome: record.outcome.kind, reason: saved?.reason ?? null },
    traceId: record.traceId ?? null,
  }
}

/** Appends what the messages' doses learn, and renews their states and the patients' summaries. */
async function tellDoses(
  tx: Transaction,
  saved: readonly Saved[],
  patients: Parameters<typeof appendEvents>[1],
  now: Instant,
): Promise<void> {
  const ids = saved.map(({ row }) => row.id)
  const asked = await tx
    .select({ messageId: messageDoses.messageId, doseId: messageDoses.doseId })
    .from(messageDoses)
    .where(sql`${messageDoses.messageId} = any(${sql.param(ids)}::uuid[])`)
  const stated = await loadStatedDoses(tx, [...new Set(asked.map(({ doseId }) => doseId))])
  const byMessage = new Map(saved.map((each) => [each.row.id, each]))
  const events = asked.flatMap(({ messageId, doseId }): NewEvent[] => {
    const of = byMessage.get(messageId)
    const kind = of && DOSE_EVENT[of.state]
    if (!of || !kind) return []
    const at = of.state === "sent" ? (of.row.claimedAt ?? now) : now
    const said = { kind, source: "system" as const, at, recordedAt: now }
    return [{ id: newId(), doseId, messageId, reason: of.reason, ...said }]
  })
  const about = new Set(saved.map(({ row }) => row.patientId))
  await appendEvents(
    tx,
    patients.filter(({ patientId }) => about.has(patientId)),
    stated,
    events,
    now,
  )
}

const DOSE_EVENT: Partial<Record<MessageState, "reminded" | "not_reminded">> = {
  sent: "reminded",
  failed: "not_reminded",
  expired: "not_reminded",
}
