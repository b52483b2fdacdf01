import "server-only"
import { and, asc, eq, isNotNull, lt } from "drizzle-orm"
import type { z } from "zod"
import { replies } from "@/db/schema"
import { mintSystemContext, type StaffContext } from "@/lib/auth/context"
import { asSystem, type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { lockPatients } from "@/lib/patients/lock"
import { dismissSchema, linkSchema, retrySchema } from "@/lib/review/schema"
import { type Instant, SECOND_MS } from "@/lib/time"
import { decisionTime, type HeldReply, lockOpenReply, saveDecision } from "./decide-by-hand"
import { giveReply, renewAnswered } from "./give-reply"
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
): Promise<{ replyId: string; patientId: string; decisionId: string }> {
  const { replyId, patientId, doseIds, meaning, reason } = linkSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "review.link", async (tx, work) => {
    const held = await lockOpenReply(tx, ctx, replyId)
    const to = { kind: "link" as const, patientId, doseIds, meaning, reason: reason ?? null }
    return giveReply(tx, work, ctx, { held, to, now })
  })
}

/** Sets a reply aside for a reason; it stays in the thread. Throws as `linkReply`. */
export async function dismissReply(
  ctx: StaffContext,
  input: z.input<typeof dismissSchema>,
): Promise<{ replyId: string; decisionId: string }> {
  const { replyId, reason } = dismissSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "review.dismiss", async (tx, work) => {
    const held = await lockOpenReply(tx, ctx, replyId)
    const { patientId, messageId } = held.standing
    const at = decisionTime(held, now)
    const decided = { decidedBy: ctx.staffId, decidedAt: at, decisionNote: reason }
    const after = { ...held.standing, state: "dismissed" as const, ...decided }
    const decision = { kind: "dismiss" as const, at, note: reason, after }
    const patients = await lockPatients(tx, patientId === null ? [] : [patientId])
    const decisionId = await saveDecision(tx, ctx, held, decision)
    if (patients.size > 0) await renewAnswered(tx, patients, [messageId], now)
    await auditDecision(work, "reply.dismissed", held, { decisionId })
    return { replyId, decisionId }
  })
}

/**
 * Interprets a waiting reply once more, such as after its patient was added. A contradiction is a
 * `conflict`, for what it states is recorded already. Throws as `linkReply`.
 */
export async function retryReply(
  ctx: StaffContext,
  input: z.input<typeof retrySchema>,
): Promise<Pick<Interpretation, "state" | "reason"> & { replyId: string }> {
  const { replyId } = retrySchema.parse(input)
  await writeAs(ctx, "review.retry", async (tx, work) => {
    const held = await lockOpenReply(tx, ctx, replyId)
    if (held.standing.reason === "contradiction") {
      throw new AppError("conflict", "Only a person can decide a contradiction.")
    }
    const { patientId } = held.standing
    if (patientId !== null) await lockPatients(tx, [patientId])
    const after = { ...held.standing, state: "received" as const, reason: null }
    const at = decisionTime(held, Date.now())
    await saveDecision(tx, ctx, held, { kind: "retry", at, note: null, after })
    await auditDecision(work, "reply.retried", held, {})
  })
  const system = mintSystemContext(ctx.organizationId, "retry-reply", ctx.traceId)
  const { state, reason } = await interpretFirmly(system, { replyId, now: Date.now() })
  return { replyId, state, reason }
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

async function auditDecision(
  work: Work,
  verb: string,
  { id: subjectId, standing: { state, reason, patientId } }: HeldReply,
  details: Record<string, unknown>,
): Promise<void> {
  work.publish("review", patientId)
  if (patientId !== null) work.publish("patient", patientId)
  const about = { verb, subjectKind: "reply", subjectId, patientId }
  await work.audit({ ...about, details: { ...details, before: state, reason } })
}
