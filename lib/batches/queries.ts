import "server-only"
import { and, asc, count, desc, eq, gt, isNotNull, isNull, min, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import type { Transaction } from "@/db/client"
import type { MessageState } from "@/db/enums"
import { batches, messages, organizations, patients, sendVerdicts, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { queueBefore } from "@/lib/messages/claim"
import { REFUSALS } from "@/lib/messages/gate"
import { PRIORITY } from "@/lib/messages/schema"
import { readNamesAs } from "@/lib/patients/audited-read"
import { personName } from "@/lib/patients/person-name"
import { patientZone } from "@/lib/patients/zone"
import type { Instant } from "@/lib/time"
import type { BatchProgress, BatchRecipient, BatchSummary, RecipientsPage } from "./progress"
import type { RecipientsAsk } from "./schema"

export const RECENT_BATCHES = 20
export const RECIPIENTS_PER_PAGE = 100

/** The organization's newest texts to many, 20 at most. */
export async function recentBatches(
  ctx: StaffContext,
): Promise<{ batches: BatchSummary[]; zone: string }> {
  return readAs(ctx, async (tx) => ({
    batches: await summaries(tx, undefined),
    zone: await zoneOf(tx),
  }))
}

/** Whether there is such a batch in the organization. */
export async function isBatchHere(ctx: StaffContext, batchId: string): Promise<boolean> {
  return (await batchWhere(ctx, eq(batches.id, batchId))) !== null
}

/** The batch that a draft became, if it was sent: what a page that was loaded again shows. */
export async function batchOfDraft(ctx: StaffContext, key: string): Promise<string | null> {
  return batchWhere(ctx, eq(batches.idempotencyKey, key))
}

async function batchWhere(ctx: StaffContext, where: SQL): Promise<string | null> {
  return readAs(ctx, async (tx) => {
    const [row] = await tx.select({ id: batches.id }).from(batches).where(where)
    return row?.id ?? null
  })
}

/** How far a batch has come. Throws `not_found`. */
export async function batchProgress(
  ctx: StaffContext,
  batchId: string,
  now: Instant,
): Promise<BatchProgress> {
  const read = await readAs(ctx, async (tx) => {
    const [batch] = await summaries(tx, eq(batches.id, batchId))
    if (!batch) throw new AppError("not_found", "There is no such text to many here.")
    const held = await heldOf(tx, batchId, Math.max(now, batch.releaseAt))
    return { ...batch, refusals: await refusalsOf(tx, batchId), held, zone: await zoneOf(tx) }
  })
  return { ...read, queue: await queueBefore(ctx.organizationId, PRIORITY.batch), now }
}

async function summaries(tx: Transaction, where: SQL | undefined): Promise<BatchSummary[]> {
  const stopper = alias(staff, "stopper")
  const rows = await tx
    .select({
      id: batches.id,
      body: batches.body,
      going: batches.going,
      skipped: batches.skipped,
      createdAt: batches.createdAt,
      releaseAt: batches.releaseAt,
      stoppedAt: batches.stoppedAt,
      by: { firstName: staff.firstName, lastName: staff.lastName },
      stoppedBy: { firstName: stopper.firstName, lastName: stopper.lastName },
      states: sql<Partial<Record<MessageState, number>>>`coalesce((
        select json_object_agg(state, n) from (
          select m.state, count(*)::int as n from messages m
           where m.organization_id = ${batches.organizationId} and m.batch_id = ${batches.id}
           group by m.state) counted), '{}'::json)`,
    })
    .from(batches)
    .leftJoin(staff, eq(staff.id, batches.createdBy))
    .leftJoin(stopper, eq(stopper.id, batches.stoppedBy))
    .where(where)
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(RECENT_BATCHES)
  return rows.map(({ by, stoppedBy, ...row }) => ({
    ...row,
    by: personName(by?.firstName, by?.lastName),
    stoppedBy:
      row.stoppedAt === null ? null : personName(stoppedBy?.firstName, stoppedBy?.lastName),
  }))
}

async function zoneOf(tx: Transaction): Promise<string> {
  const [home] = await tx.select({ zone: organizations.timeZone }).from(organizations)
  return home?.zone ?? "UTC"
}

async function heldOf(tx: Transaction, batchId: string, after: Instant) {
  const [row] = await tx
    .select({ patients: count(), firstAt: min(messages.notBefore) })
    .from(messages)
    .innerJoin(sendVerdicts, eq(sendVerdicts.messageId, messages.id))
    .where(
      and(
        eq(messages.batchId, batchId),
        eq(messages.state, "queued"),
        gt(messages.notBefore, after),
        isNotNull(sendVerdicts.heldUntil),
      ),
    )
  return { patients: row?.patients ?? 0, firstAt: row?.firstAt ?? null }
}

async function refusalsOf(tx: Transaction, batchId: string): Promise<BatchProgress["refusals"]> {
  const rows = await tx
    .select({ code: sendVerdicts.refusal, patients: count() })
    .from(sendVerdicts)
    .where(and(eq(sendVerdicts.batchId, batchId), isNotNull(sendVerdicts.refusal)))
    .groupBy(sendVerdicts.refusal)
    .orderBy(desc(count()))
  return rows.flatMap(({ code, patients: n }) => {
    const known = REFUSALS.find((one) => one === code)
    return known ? { code: known, patients: n } : []
  })
}

/**
 * A batch's recipients with what became of each, in the order in which they were queued. Leaves an
 * audit entry.
 */
export async function recipientsPage(
  ctx: StaffContext,
  batchId: string,
  { result, after }: RecipientsAsk,
): Promise<RecipientsPage> {
  if (!(await isBatchHere(ctx, batchId))) {
    throw new AppError("not_found", "There is no such text to many here.")
  }
  return readNamesAs(ctx, async (tx) => {
    const wanted = and(after ? gt(sendVerdicts.id, after) : undefined, resultIs(result))
    const found = await recipients(tx, batchId, wanted, RECIPIENTS_PER_PAGE + 1)
    const rows = found.slice(0, RECIPIENTS_PER_PAGE)
    const last = rows.at(-1)
    return { rows, nextCursor: found.length > rows.length && last ? last.id : null }
  })
}

function resultIs(result: RecipientsAsk["result"]): SQL | undefined {
  if (result === "all") return undefined
  return result === "skipped" ? isNull(sendVerdicts.messageId) : eq(messages.state, result)
}

/** Each recipient has one verdict in the batch, and a message if the text was let go. */
export async function recipients(
  tx: Transaction,
  batchId: string,
  wanted: SQL | undefined,
  most: number,
): Promise<BatchRecipient[]> {
  const rows = await tx
    .select({
      id: sendVerdicts.id,
      patientId: sendVerdicts.patientId,
      firstName: patients.firstName,
      lastName: patients.lastName,
      phone: sql<string | null>`coalesce(${messages.phone}, ${patients.phone})`,
      timeZoneOverride: patients.timeZoneOverride,
      timeZoneAttribute: patients.timeZoneAttribute,
      organizationTimeZone: organizations.timeZone,
      refusal: sendVerdicts.refusal,
      state: messages.state,
      reason: messages.reason,
      parts: messages.parts,
      notBefore: messages.notBefore,
      sentAt: messages.sentAt,
      biotMessageId: messages.biotMessageId,
    })
    .from(sendVerdicts)
    .innerJoin(patients, eq(patients.id, sendVerdicts.patientId))
    .innerJoin(organizations, eq(organizations.id, sendVerdicts.organizationId))
    .leftJoin(messages, eq(messages.id, sendVerdicts.messageId))
    .where(and(eq(sendVerdicts.batchId, batchId), wanted))
    .orderBy(asc(sendVerdicts.id))
    .limit(most)
  return rows.map(({ firstName, lastName, refusal, state, reason, ...row }) => ({
    id: row.id,
    patientId: row.patientId,
    name: personName(firstName, lastName),
    phone: row.phone,
    zone: patientZone(row),
    result: state ?? "skipped",
    reason: state ? reason : refusal,
    parts: row.parts,
    notBefore: row.notBefore,
    sentAt: row.sentAt,
    biotMessageId: row.biotMessageId,
  }))
}
