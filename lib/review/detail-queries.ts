import "server-only"
import { and, eq } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyFlag } from "@/db/enums"
import { doses, messageDoses, messages, patients, regimens, replies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { parseEnvelope } from "@/lib/biot/envelope"
import type { NamedDose } from "@/lib/doses/named-dose"
import { AppError } from "@/lib/errors"
import { readPatientAs } from "@/lib/patients/audited-read"
import { ownersOutside } from "@/lib/patients/owners-outside"
import { personName } from "@/lib/patients/person-name"
import { otherOwners, ownersOf } from "@/lib/patients/phone-owner-queries"
import { replyNotice } from "@/lib/patients/reach"
import { visibleReplies } from "@/lib/replies/visible-queries"
import { staticCountries } from "@/lib/static-numbers/queries"
import { aroundReply } from "./around-queries"
import { candidatesOf, senderOf } from "./candidate-queries"
import { decisionOf, decisionsOf, settledOf } from "./decision-queries"
import type { ReviewItem, ReviewMessage, ReviewMessageFacts, ReviewReply } from "./item"
import { organizationZone } from "./queries"
import { filterOf, waitingStates } from "./waiting-queries"

type ReplyRow = typeof replies.$inferSelect

/**
 * One reply with its evidence, decided or not. Leaves an audit entry for each patient shown. Throws
 * `not_found`, also for one that came out of quarantine to whom may not see it.
 */
export async function reviewReply(ctx: StaffContext, replyId: string): Promise<ReviewReply> {
  const row = await readAs(ctx, (tx) => findReply(tx, ctx, replyId))
  const read = async (tx: Transaction) => ({
    ...(await replyDetail(tx, ctx, row)),
    ownersOutside: await outsideOf(tx, ctx, row.fromPhone),
  })
  if (row.patientId) return readPatientAs(ctx, row.patientId, read)
  const found = await readAs(ctx, read)
  // It is nobody's yet, and still shows what others wrote and were sent.
  for (const patientId of shownOf(found)) await readPatientAs(ctx, patientId, async () => null)
  return found
}

function shownOf({ around, message }: ReviewReply): Set<string> {
  const ids = [...around.map(({ patientId }) => patientId), message?.patientId]
  return new Set(ids.filter((id) => typeof id === "string"))
}

/** One failed or unknown send with its evidence. Leaves an audit entry. Throws `not_found`. */
export async function reviewMessage(ctx: StaffContext, messageId: string): Promise<ReviewMessage> {
  const found = await readAs(ctx, (tx) => messageFacts(tx, messageId))
  if (!found) throw new AppError("not_found", "There is no such message in your organization.")
  const { patientId, phone } = found
  return readPatientAs(ctx, patientId, async (tx) => {
    const others = await otherOwners(tx, { id: patientId, phone })
    return {
      item: messageItem(found),
      zone: await organizationZone(tx),
      message: found,
      doses: await dosesAsked(tx, messageId),
      reply: replyNotice(phone, await staticCountries(tx)),
      sharedWith: others.byPhone,
      ownersOutside: await outsideOf(tx, ctx, phone),
      settled: await settledOf(tx, messageId),
      additionalOf: others.asAdditional,
    }
  })
}

async function outsideOf(
  tx: Transaction,
  ctx: StaffContext,
  phone: string | null,
): Promise<number> {
  return (await ownersOutside(tx, ctx, [phone])).get(phone ?? "") ?? 0
}

async function findReply(tx: Transaction, ctx: StaffContext, replyId: string): Promise<ReplyRow> {
  const [row] = await tx
    .select()
    .from(replies)
    .where(and(eq(replies.id, replyId), visibleReplies(ctx)))
  if (!row) throw new AppError("not_found", "There is no such reply in your organization.")
  return row
}

async function replyDetail(
  tx: Transaction,
  ctx: StaffContext,
  row: ReplyRow,
): Promise<Omit<ReviewReply, "ownersOutside">> {
  const message = row.messageId ? await messageFacts(tx, row.messageId) : null
  const { candidates, presumedId } = await candidatesOf(tx, row, message?.patientId)
  const own = candidates.find(({ id }) => id === row.patientId)
  const { intent, confidence, matchRule, toPhone, senderId, eventAt, receivedAt } = row
  const { inboundMessageId, previousMessageId, traceId, deliveryCount, attempts } = row
  const envelope = parseEnvelope(row.payload)
  return {
    item: {
      kind: "reply",
      id: row.id,
      filter: filterOf(row.state, row.reason),
      state: row.state,
      reason: row.reason,
      words: row.body,
      patientId: own?.id ?? null,
      patientName: own?.name ?? null,
      senderKind: row.senderKind,
      phone: row.fromPhone,
      at: receivedAt,
      flags: row.flags as ReplyFlag[],
    },
    zone: await organizationZone(tx),
    ...{ intent, confidence, matchRule, toPhone, senderId, eventAt, receivedAt },
    ...{ inboundMessageId, previousMessageId, traceId, deliveryCount, attempts },
    issues: envelope.ok ? [] : envelope.issues,
    payload: JSON.stringify(row.payload, null, 2),
    message,
    ...{ candidates, presumedId },
    sender: await senderOf(tx, row),
    around: await aroundReply(tx, ctx, row),
    owners: (await ownersOf(tx, [row.fromPhone])).get(row.fromPhone ?? "") ?? [],
    decision: waitingStates(ctx).includes(row.state) ? null : await decisionOf(tx, row),
    ...(await decisionsOf(tx, row)),
  }
}

async function messageFacts(tx: Transaction, id: string): Promise<ReviewMessageFacts | null> {
  const [row] = await tx
    .select({
      message: messages,
      firstName: patients.firstName,
      lastName: patients.lastName,
    })
    .from(messages)
    .innerJoin(patients, eq(patients.id, messages.patientId))
    .where(eq(messages.id, id))
  if (!row) return null
  const { patientId, kind, state, reason, body, phone, parts } = row.message
  const { attempts, biotMessageId, traceId, createdAt, sentAt } = row.message
  const patientName = personName(row.firstName, row.lastName)
  return {
    ...{ id, patientId, patientName, kind, state, reason, body, phone, parts },
    ...{ attempts, biotMessageId, traceId, createdAt, sentAt },
  }
}

function messageItem(message: ReviewMessageFacts): ReviewItem {
  const { id, state, reason, body, patientId, patientName, phone, createdAt } = message
  const filter = state === "unknown" ? "send_unknown" : "send_failed"
  const about = { patientId, patientName, phone, senderKind: null, at: createdAt }
  return { kind: "message", id, filter, state, reason, words: body, ...about, flags: [] }
}

/** The doses that a message asked about. */
async function dosesAsked(tx: Transaction, messageId: string): Promise<NamedDose[]> {
  return tx
    .select({ localDate: doses.localDate, slot: doses.slot, medication: regimens.medication })
    .from(messageDoses)
    .innerJoin(doses, eq(doses.id, messageDoses.doseId))
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(eq(messageDoses.messageId, messageId))
    .orderBy(doses.dueAt, regimens.medication)
}
