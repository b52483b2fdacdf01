import "server-only"
import { and, count, eq, gt, sql } from "drizzle-orm"
import type { z } from "zod"
import type { Transaction } from "@/db/client"
import { batches, messages, templateVersions } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { queueMessages, type SendAsk } from "@/lib/messages/queue-messages"
import { kindOfAsk } from "@/lib/messages/weigh"
import { lockPatients } from "@/lib/patients/lock"
import { type Instant, MINUTE_MS } from "@/lib/time"
import { refuseBody } from "./check-queries"
import { UNDO_MS } from "./limits"
import { chosenRecipients, factsOfRecipients, type Recipients } from "./recipient-queries"
import { type SendBatch, type StopBatch, sendBatchSchema, stopBatchSchema } from "./schema"

export const MOST_BATCHES_A_MINUTE = 3

export type SentBatch = { batchId: string; going: number; skipped: number; releaseAt: Instant }
/** `changed`: what was seen in the check no longer holds; it must be looked at again. */
export type SendBatchResult =
  | ({ ok: true } & SentBatch)
  | { ok: false; reason: "changed"; going: number; sentence: string }

type Wanted = z.output<typeof sendBatchSchema>

/** Leaves the unit of work with an answer and without a trace. */
class Unwritten extends Error {
  constructor(readonly answer: SendBatchResult) {
    super("nothing was written")
  }
}

/**
 * Sends one text to many: the batch, its messages and the verdict on everybody in one transaction,
 * nothing of it going out for 10 s. The same idempotency key names the same batch, however often it
 * is asked for. Who is refused by now is skipped with the reason. Throws `invalid` (with the field),
 * `not_found`, `forbidden`, `rate_limited`. Source: design 5-sending, Many.
 */
export async function sendBatch(ctx: StaffContext, input: SendBatch): Promise<SendBatchResult> {
  const wanted = sendBatchSchema.parse(input)
  refuseBody(wanted.body)
  // Asked first: a repeated click must not read thousands of facts only to be turned away.
  const earlier = await readAs(ctx, (tx) => batchOf(tx, wanted.idempotencyKey))
  if (earlier) return { ok: true, ...earlier }
  const recipients = await chosenRecipients(ctx, wanted.choice)
  try {
    return await queueBatch(ctx, wanted, recipients)
  } catch (error) {
    if (error instanceof Unwritten) return error.answer
    throw error
  }
}

async function queueBatch(
  ctx: StaffContext,
  wanted: Wanted,
  recipients: Recipients,
): Promise<SendBatchResult> {
  return writeAs(ctx, "messages.send", async (tx, { audit, publish }) => {
    // One person's batches are made one after another, so that a double click finds the first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${ctx.staffId}, 1))`)
    const earlier = await batchOf(tx, wanted.idempotencyKey)
    if (earlier) throw new Unwritten({ ok: true, ...earlier })
    await refuseHaste(tx, ctx, Date.now())
    await refuseTemplate(tx, wanted.template)
    // From here on nobody else may ask these patients: neither the schedule nor a colleague.
    await lockPatients(
      tx,
      recipients.people.map(({ id }) => id),
    )
    const now = Date.now()
    const batchId = newId()
    const { going, skipped } = await queueAll(tx, ctx, { wanted, recipients, batchId, now })
    refuseChanged(going, wanted.seenGoing)
    const releaseAt = await releaseLater(tx, batchId)
    await tx.insert(batches).values({
      organizationId: ctx.organizationId,
      id: batchId,
      idempotencyKey: wanted.idempotencyKey,
      body: wanted.body,
      templateId: wanted.template?.id ?? null,
      templateVersion: wanted.template?.version ?? null,
      ...{ going, skipped, createdBy: ctx.staffId, createdAt: now, releaseAt },
    })
    const { about, accepts, choice } = wanted
    const details = { going, skipped, about, accepts, choice: choice.kind }
    await audit({ verb: "batch.queued", subjectKind: "batch", subjectId: batchId, details })
    publish("messages")
    return { ok: true, batchId, going, skipped, releaseAt }
  })
}

async function queueAll(
  tx: Transaction,
  ctx: StaffContext,
  of: { wanted: Wanted; recipients: Recipients; batchId: string; now: Instant },
): Promise<{ going: number; skipped: number }> {
  const { wanted, recipients, batchId, now } = of
  const { about, body, accepts, template, idempotencyKey } = wanted
  const needsDose = about === "open_doses"
  const asks: SendAsk[] = []
  // All is read before anything is written: what a transaction adds spoils the plans of its reads.
  for await (const page of factsOfRecipients(tx, recipients, { about, now })) {
    for (const { person, facts } of page) {
      const attempt = `${idempotencyKey}:${person.id}`
      const from = now + UNDO_MS
      const kind = kindOfAsk(facts)
      asks.push({ facts, kind, body, batchId, template, accepts, needsDose, attempt, from })
    }
  }
  const queued = await queueMessages(tx, ctx, asks)
  const going = queued.filter(({ messageId }) => messageId !== null).length
  return { going, skipped: queued.length - going }
}

/** The 10 s begin when the work is done, not before it. */
async function releaseLater(tx: Transaction, batchId: string): Promise<Instant> {
  const releaseAt = Date.now() + UNDO_MS
  const later = sql`greatest(${messages.notBefore}, ${new Date(releaseAt).toISOString()}::timestamptz)`
  await tx.update(messages).set({ notBefore: later }).where(eq(messages.batchId, batchId))
  return releaseAt
}

/** Fewer than were seen are told of in the result; more, or nobody, is not what was agreed to. */
function refuseChanged(going: number, seenGoing: number): void {
  if (going > 0 && going <= seenGoing) return
  const sentence =
    going === 0
      ? "By now nobody is left to whom this may go. Nothing was sent."
      : `By now ${going} patients would get this text, not ${seenGoing}. Nothing was sent; look at the check again.`
  throw new Unwritten({ ok: false, reason: "changed", going, sentence })
}

async function batchOf(tx: Transaction, idempotencyKey: string): Promise<SentBatch | null> {
  const [row] = await tx
    .select({
      batchId: batches.id,
      going: batches.going,
      skipped: batches.skipped,
      releaseAt: batches.releaseAt,
    })
    .from(batches)
    .where(eq(batches.idempotencyKey, idempotencyKey))
  return row ?? null
}

/** A person with a list does not reach it, a runaway script does. */
async function refuseHaste(tx: Transaction, ctx: StaffContext, now: Instant): Promise<void> {
  const [made] = await tx
    .select({ n: count() })
    .from(batches)
    .where(and(eq(batches.createdBy, ctx.staffId), gt(batches.createdAt, now - MINUTE_MS)))
  if ((made?.n ?? 0) < MOST_BATCHES_A_MINUTE) return
  throw new AppError(
    "rate_limited",
    `You sent ${MOST_BATCHES_A_MINUTE} texts to many within a minute, the most that one person may. This one was not sent; send it again in a minute.`,
  )
}

async function refuseTemplate(tx: Transaction, template: Wanted["template"]): Promise<void> {
  if (!template) return
  const found = await tx
    .select({ version: templateVersions.version })
    .from(templateVersions)
    .where(
      and(
        eq(templateVersions.templateId, template.id),
        eq(templateVersions.version, template.version),
      ),
    )
  if (found.length > 0) return
  throw new AppError("not_found", "This template is not there any more. Nothing was sent.")
}

export type StoppedBatch = { batchId: string; cancelled: number }

/**
 * Takes back what of a batch still waits: all of it within the 10 s (undo), the rest afterwards
 * (stop). What BioT has is not touched; stopped again, it changes nothing. Throws `not_found`,
 * `forbidden`.
 */
export async function stopBatch(ctx: StaffContext, input: StopBatch): Promise<StoppedBatch> {
  const { batchId } = stopBatchSchema.parse(input)
  return writeAs(ctx, "messages.send", async (tx, { audit, publish }) => {
    const [batch] = await tx
      .select({ releaseAt: batches.releaseAt, stoppedAt: batches.stoppedAt })
      .from(batches)
      .where(eq(batches.id, batchId))
      .for("update")
    if (!batch) throw new AppError("not_found", "There is no such text to many here.")
    const isUndone = Date.now() < batch.releaseAt && !(await hasBegun(tx, batchId))
    const reason = isUndone ? "undone" : "stopped"
    const taken = await tx
      .update(messages)
      .set({ state: "cancelled", reason })
      .where(and(eq(messages.batchId, batchId), eq(messages.state, "queued")))
      .returning({ id: messages.id })
    if (batch.stoppedAt === null) {
      await tx
        .update(batches)
        .set({ stoppedAt: Date.now(), stoppedBy: ctx.staffId })
        .where(eq(batches.id, batchId))
    }
    const details = { cancelled: taken.length, again: batch.stoppedAt !== null }
    await audit({ verb: `batch.${reason}`, subjectKind: "batch", subjectId: batchId, details })
    publish("messages")
    return { batchId, cancelled: taken.length }
  })
}

/** Whether anything of it was taken up by a worker, whose clock may be ahead of ours. */
async function hasBegun(tx: Transaction, batchId: string): Promise<boolean> {
  const [begun] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.batchId, batchId), gt(messages.attempts, 0)))
    .limit(1)
  return begun !== undefined
}
