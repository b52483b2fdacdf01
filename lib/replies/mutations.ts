import "server-only"
import { and, asc, eq, isNotNull, lt } from "drizzle-orm"
import type { z } from "zod"
import type { Transaction } from "@/db/client"
import { replies } from "@/db/schema"
import { mintSystemContext, type StaffContext } from "@/lib/auth/context"
import { asSystem, type Work, writeAs } from "@/lib/auth/unit-of-work"
import { liveFacts } from "@/lib/doses/reduce"
import { appendEvents, loadStatedDoses, renewReplied, type StatedDose } from "@/lib/doses/restate"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { type LockedPatient, lockPatients, renewSummariesOf } from "@/lib/patients/summary"
import { dismissSchema, linkSchema, retrySchema } from "@/lib/review/schema"
import { type Instant, SECOND_MS } from "@/lib/time"
import { lockOpenReply, messageAbout, type OpenReply } from "./decide-by-hand"
import type { Interpretation } from "./interpret"
import { interpretFirmly } from "./receive"

const LEFT_BEHIND_AFTER_MS = 10 * SECOND_MS
const MOST_AT_ONCE = 200

/**
 * Decides by hand which doses a reply is about and what it says of them; the word is staff's, so it
 * settles contradictions too. Throws `not_found`, `invalid` (a dose of somebody else), `conflict`
 * (somebody decided first), `forbidden`.
 */
export async function linkReply(
  ctx: StaffContext,
  input: z.input<typeof linkSchema>,
): Promise<{ replyId: string; patientId: string }> {
  const { replyId, patientId, doseIds, meaning, reason } = linkSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "review.link", async (tx, work) => {
    const reply = await lockOpenReply(tx, ctx, replyId)
    const locked = await lockPatients(tx, [
      patientId,
      ...(reply.patientId ? [reply.patientId] : []),
    ])
    const patient = locked.get(patientId)
    if (!patient) throw new AppError("not_found", "This patient does not exist here.")
    const messageId = await messageAbout(tx, doseIds, reply.messageId)
    const decided = { decidedBy: ctx.staffId, decidedAt: now, decisionNote: reason ?? null }
    await tx
      .update(replies)
      .set({ state: "applied", matchRule: "staff", patientId, messageId, ...decided })
      .where(eq(replies.id, replyId))
    await renewReplied(tx, [messageId, reply.messageId])
    const stated = await loadStatedDoses(tx, doseIds)
    if (stated.length < new Set(doseIds).size || stated.some((d) => d.patientId !== patientId)) {
      const sentence = "One of these doses is not this patient's. Nothing was changed."
      throw new AppError("invalid", sentence, { field: "doseIds" })
    }
    const said = { kind: meaning, source: "staff" as const, at: now, recordedAt: now }
    const by = { replyId, messageId, staffId: ctx.staffId, reason: reason ?? null }
    const events = stated.map((dose) => {
      const takenAt = takenAtOf(meaning, reply, dose)
      return { id: newId(), doseId: dose.id, ...said, ...by, takenAt }
    })
    await appendEvents(tx, [patient], stated, events, now)
    await leavePatient(tx, work, locked.get(reply.patientId ?? ""), patientId, now)
    await auditDecision(work, "reply.linked", reply, patientId, { doseIds, meaning })
    return { replyId, patientId }
  })
}

/** Sets a reply aside for a reason; it stays in the thread. Throws as `linkReply`. */
export async function dismissReply(
  ctx: StaffContext,
  input: z.input<typeof dismissSchema>,
): Promise<{ replyId: string }> {
  const { replyId, reason } = dismissSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "review.dismiss", async (tx, work) => {
    const reply = await lockOpenReply(tx, ctx, replyId)
    const decided = { decidedBy: ctx.staffId, decidedAt: now, decisionNote: reason }
    await tx
      .update(replies)
      .set({ state: "dismissed", ...decided })
      .where(eq(replies.id, replyId))
    if (reply.patientId !== null) {
      const locked = await lockPatients(tx, [reply.patientId])
      await renewReplied(tx, [reply.messageId])
      await renewSummariesOf(tx, [...locked.values()], now)
    }
    await auditDecision(work, "reply.dismissed", reply, reply.patientId, {})
    return { replyId }
  })
}

/**
 * Interprets a waiting reply once more, such as after its patient was added. A contradiction is a
 * `conflict`, for what it states is recorded already. Throws as `linkReply`.
 */
export async function retryReply(
  ctx: StaffContext,
  input: z.input<typeof retrySchema>,
): Promise<Interpretation & { replyId: string }> {
  const { replyId } = retrySchema.parse(input)
  await writeAs(ctx, "review.retry", async (tx, work) => {
    const reply = await lockOpenReply(tx, ctx, replyId)
    if (reply.reason === "contradiction") {
      throw new AppError("conflict", "Only a person can decide a contradiction.")
    }
    await tx.update(replies).set({ state: "received", reason: null }).where(eq(replies.id, replyId))
    await auditDecision(work, "reply.retried", reply, reply.patientId, {})
  })
  const system = mintSystemContext(ctx.organizationId, "retry-reply", ctx.traceId)
  return { replyId, ...(await interpretFirmly(system, { replyId, now: Date.now() })) }
}

/**
 * Interprets what was stored and then left in `received`, by a crash or while the database was
 * away. For the worker; may run anywhere, at any time. Returns how many rows it took up.
 */
export async function retryReceived(now: Instant = Date.now()): Promise<number> {
  const left = await asSystem((tx) =>
    tx
      .select({
        id: replies.id,
        organizationId: replies.organizationId,
        traceId: replies.traceId,
      })
      .from(replies)
      .where(
        and(
          eq(replies.state, "received"),
          isNotNull(replies.organizationId),
          lt(replies.receivedAt, now - LEFT_BEHIND_AFTER_MS),
        ),
      )
      .orderBy(asc(replies.receivedAt))
      .limit(MOST_AT_ONCE),
  )
  for (const { id: replyId, organizationId, traceId } of left) {
    if (organizationId === null) continue
    const ctx = mintSystemContext(organizationId, "retry-replies", traceId ?? newId())
    await interpretFirmly(ctx, { replyId, now })
  }
  return left.length
}

/** When a dose was taken, as far as the replies tell; null when only staff knows that it was. */
function takenAtOf(
  meaning: "taken" | "not_taken",
  reply: OpenReply,
  dose: StatedDose,
): Instant | null {
  if (meaning === "not_taken") return null
  const said = liveFacts(dose.events).find((e) => e.source === "patient" && e.kind === "taken")
  if (said) return said.takenAt ?? said.at
  return reply.intent === "not_taken" ? null : (reply.eventAt ?? reply.receivedAt)
}

async function leavePatient(
  tx: Transaction,
  work: Work,
  left: LockedPatient | undefined,
  patientId: string,
  now: Instant,
): Promise<void> {
  if (!left || left.patientId === patientId) return
  await renewSummariesOf(tx, [left], now)
  work.publish("patient", left.patientId)
}

async function auditDecision(
  work: Work,
  verb: string,
  reply: OpenReply,
  patientId: string | null,
  details: Record<string, unknown>,
): Promise<void> {
  work.publish("review", patientId)
  if (patientId !== null) work.publish("patient", patientId)
  await work.audit({
    verb,
    subjectKind: "reply",
    subjectId: reply.id,
    patientId,
    details: { ...details, before: reply.state, reason: reply.reason },
  })
}
