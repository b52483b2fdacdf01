import "server-only"
import { and, eq, inArray, isNull, or } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { MessageState } from "@/db/enums"
import { doseEvents, messageDoses, messages } from "@/db/schema"
import type { SystemContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { restateDoses } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { lockPatient } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import { retryAt, type SendOutcome } from "./outcome"

type Recorded = { state: MessageState; reason: string | null } | null
type Row = typeof messages.$inferSelect

/** From where an outcome may lead on; a late answer still beats the guess `unknown`. */
const FROM: Record<SendOutcome["kind"], MessageState[]> = {
  sent: ["sending", "unknown"],
  failed: ["sending", "unknown"],
  unknown: ["sending"],
  retry: ["sending"],
  expired: ["queued"],
}

/**
 * Keeps what became of a message: its state, BioT's id, what its doses are told, the audit. Null if
 * the message had moved on meanwhile; nothing is then changed.
 */
export async function recordSend(
  ctx: SystemContext,
  of: { messageId: string; patientId: string; outcome: SendOutcome; now: Instant },
): Promise<Recorded> {
  return writeAs(ctx, "messages.deliver", async (tx, { audit, publish }) => {
    await lockPatient(tx, of.patientId)
    const row = await lockMessage(tx, of.messageId, of.outcome.kind)
    const saved = row && (await saveOutcome(tx, row, of.outcome, of.now))
    await audit({
      verb: saved ? `message.${saved.verb}` : "message.outcome_ignored",
      subjectKind: "message",
      subjectId: of.messageId,
      patientId: of.patientId,
      details: { outcome: of.outcome.kind, reason: saved?.reason ?? null },
    })
    if (!row || !saved) return null
    await tellDoses(tx, row, saved, of.now)
    publish("messages", of.patientId)
    publish("patient", of.patientId)
    return { state: saved.state, reason: saved.reason }
  })
}

type Saved = { state: MessageState; reason: string | null; verb: string }

async function lockMessage(
  tx: Transaction,
  id: string,
  outcome: SendOutcome["kind"],
): Promise<Row | undefined> {
  const [row] = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.id, id),
        or(inArray(messages.state, FROM[outcome]), outcome === "sent" ? provedOnly : undefined),
      ),
    )
    .for("update")
  return row
}

/** Sent as a reply proved, before BioT's own answer came: its id is still wanted. */
const provedOnly = and(
  eq(messages.state, "sent"),
  eq(messages.isInferred, true),
  isNull(messages.biotMessageId),
)

async function saveOutcome(
  tx: Transaction,
  row: Row,
  outcome: SendOutcome,
  now: Instant,
): Promise<Saved> {
  if (outcome.kind === "sent") return saveSent(tx, row, outcome.biotMessageId, now)
  if (outcome.kind === "retry") {
    const notBefore = retryAt(now, row.attempts)
    if (notBefore < row.expiresAt) {
      const saved = { state: "queued", reason: outcome.reason } as const
      await update(tx, row.id, { ...saved, notBefore, claimedAt: null })
      return { ...saved, verb: "retried_later" }
    }
    const saved = { state: "expired", reason: outcome.reason } as const
    await update(tx, row.id, saved)
    return { ...saved, verb: "expired" }
  }
  const reason = outcome.kind === "expired" ? (row.reason ?? "window_closed") : outcome.reason
  await update(tx, row.id, { state: outcome.kind, reason })
  return { state: outcome.kind, reason, verb: outcome.kind }
}

/** An id that BioT has given before is kept with its first message alone: it must stay unique. */
async function saveSent(
  tx: Transaction,
  row: Row,
  biotMessageId: string | null,
  now: Instant,
): Promise<Saved> {
  const accepted = { state: "sent", sentAt: row.claimedAt ?? now } as const
  if (biotMessageId !== null) {
    const [earlier] = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(eq(messages.biotMessageId, biotMessageId))
    if (!earlier) {
      await update(tx, row.id, { ...accepted, reason: null, biotMessageId })
      return { state: "sent", reason: null, verb: "sent" }
    }
  }
  const reason = biotMessageId === null ? "no_id" : "duplicate_id"
  await update(tx, row.id, { ...accepted, reason })
  return { state: "sent", reason, verb: `sent_${reason}` }
}

async function update(tx: Transaction, id: string, set: Partial<Row>): Promise<void> {
  await tx.update(messages).set(set).where(eq(messages.id, id))
}

async function tellDoses(tx: Transaction, row: Row, saved: Saved, now: Instant): Promise<void> {
  const { organizationId, patientId, id: messageId } = row
  const asked = await tx
    .select({ doseId: messageDoses.doseId })
    .from(messageDoses)
    .where(eq(messageDoses.messageId, messageId))
  const doseIds = asked.map(({ doseId }) => doseId)
  const kind = DOSE_EVENT[saved.state]
  if (kind && doseIds.length > 0) {
    await tx.insert(doseEvents).values(
      doseIds.map((doseId) => ({
        organizationId,
        id: newId(),
        doseId,
        messageId,
        kind,
        source: "system" as const,
        at: saved.state === "sent" ? (row.claimedAt ?? now) : now,
        reason: saved.reason,
        recordedAt: now,
      })),
    )
  }
  await restateDoses(tx, { organizationId, patientId, doseIds, now })
}

const DOSE_EVENT: Partial<Record<MessageState, "reminded" | "not_reminded">> = {
  sent: "reminded",
  failed: "not_reminded",
  expired: "not_reminded",
}
