import "server-only"
import { and, eq, inArray, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyFlag } from "@/db/enums"
import { doses, messageDoses, messages, patients, regimens, replies, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { readAs } from "@/lib/auth/unit-of-work"
import { parseEnvelope } from "@/lib/biot/envelope"
import { biotId } from "@/lib/biot/fields"
import { shortDate } from "@/lib/doses/sentence"
import { AppError } from "@/lib/errors"
import { readPatientAs } from "@/lib/patients/audited-read"
import { ownersOutside } from "@/lib/patients/owners-outside"
import { personName } from "@/lib/patients/person-name"
import { otherOwners, ownersOf } from "@/lib/patients/phone-owner-queries"
import { replyNotice } from "@/lib/patients/reach"
import { staticCountries } from "@/lib/static-numbers/queries"
import type {
  CandidatePatient,
  ReviewDecision,
  ReviewItem,
  ReviewMessage,
  ReviewMessageFacts,
  ReviewReply,
} from "./item"
import { filterOf, organizationZone, waitingStates } from "./queries"

const MOST_CANDIDATES = 10
type ReplyRow = typeof replies.$inferSelect

/**
 * One reply with its evidence, decided or not. Leaves an audit entry if it is a patient's. Throws
 * `not_found`, also for a quarantined one to whom may not see it.
 */
export async function reviewReply(ctx: StaffContext, replyId: string): Promise<ReviewReply> {
  const row = await readAs(ctx, (tx) => findReply(tx, ctx, replyId))
  const outside = await outsideOf(ctx, row.fromPhone)
  const read = async (tx: Transaction) => ({
    ...(await replyDetail(tx, ctx, row)),
    ownersOutside: outside,
  })
  return row.patientId ? readPatientAs(ctx, row.patientId, read) : readAs(ctx, read)
}

/** One failed or unknown send with its evidence. Leaves an audit entry. Throws `not_found`. */
export async function reviewMessage(ctx: StaffContext, messageId: string): Promise<ReviewMessage> {
  const found = await readAs(ctx, (tx) => messageFacts(tx, messageId))
  if (!found) throw new AppError("not_found", "There is no such message in your organization.")
  const { patientId, phone } = found
  const outside = await outsideOf(ctx, phone)
  return readPatientAs(ctx, patientId, async (tx) => {
    const others = await otherOwners(tx, { id: patientId, phone })
    return {
      item: messageItem(found),
      zone: await organizationZone(tx),
      message: found,
      doses: await dosesAsked(tx, messageId),
      reply: replyNotice(phone, await staticCountries(tx)),
      sharedWith: others.byPhone,
      ownersOutside: outside,
      additionalOf: others.asAdditional,
    }
  })
}

async function outsideOf(ctx: StaffContext, phone: string | null): Promise<number> {
  return (await ownersOutside(ctx, [phone])).get(phone ?? "") ?? 0
}

async function findReply(tx: Transaction, ctx: StaffContext, replyId: string): Promise<ReplyRow> {
  const [row] = await tx.select().from(replies).where(eq(replies.id, replyId))
  const hidden = row?.state === "quarantined" && !can(ctx.role, "review.quarantine")
  if (!row || hidden) {
    throw new AppError("not_found", "There is no such reply in your organization.")
  }
  return row
}

async function replyDetail(
  tx: Transaction,
  ctx: StaffContext,
  row: ReplyRow,
): Promise<Omit<ReviewReply, "ownersOutside">> {
  const message = row.messageId ? await messageFacts(tx, row.messageId) : null
  const candidates = await candidatesOf(tx, row, message)
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
    candidates,
    senderName: await senderName(tx, row),
    owners: (await ownersOf(tx, [row.fromPhone])).get(row.fromPhone ?? "") ?? [],
    decision: waitingStates(ctx).includes(row.state) ? null : await decisionOf(tx, row),
  }
}

/** Patients have their own line; here it is who wrote for one. */
async function senderName(tx: Transaction, row: ReplyRow): Promise<string | null> {
  const id = row.senderKind === "patient" ? null : biotId.safeParse(row.senderId).data
  if (!id) return null
  const [person] = await tx
    .select({ firstName: staff.firstName, lastName: staff.lastName })
    .from(staff)
    .where(eq(staff.id, id))
  return person ? personName(person.firstName, person.lastName) : null
}

async function decisionOf(tx: Transaction, row: ReplyRow): Promise<ReviewDecision> {
  const [person] = row.decidedBy
    ? await tx
        .select({ firstName: staff.firstName, lastName: staff.lastName })
        .from(staff)
        .where(eq(staff.id, row.decidedBy))
    : []
  return {
    state: row.state,
    by: person ? personName(person.firstName, person.lastName) : null,
    at: row.decidedAt ?? row.receivedAt,
    note: row.decisionNote,
  }
}

/** Whom the reply may be from: the patient it names, the number's owners, the message's patient. */
async function candidatesOf(
  tx: Transaction,
  row: ReplyRow,
  message: ReviewMessageFacts | null,
): Promise<CandidatePatient[]> {
  const named = [row.patientId, message?.patientId].filter((id) => typeof id === "string")
  const found = await tx
    .select()
    .from(patients)
    .where(
      and(
        sql`${patients.deletedAt} is null`,
        or(
          row.fromPhone ? eq(patients.phone, row.fromPhone) : undefined,
          row.fromPhone ? eq(patients.additionalPhone, row.fromPhone) : undefined,
          named.length > 0 ? inArray(patients.id, named) : sql`false`,
        ),
      ),
    )
    .limit(MOST_CANDIDATES)
  const numbers = await staticCountries(tx)
  const rank = (id: string) => (id === row.patientId ? 0 : id === message?.patientId ? 1 : 2)
  return found
    .sort((a, b) => rank(a.id) - rank(b.id))
    .map(({ id, firstName, lastName, phone, additionalPhone }) => {
      const why = [
        id === row.patientId ? "BioT names this patient" : "",
        id === message?.patientId ? "our message went to this patient" : "",
        row.fromPhone !== null && phone === row.fromPhone ? "has this number" : "",
        row.fromPhone !== null && additionalPhone === row.fromPhone
          ? "has it as second number"
          : "",
      ].filter(Boolean)
      return {
        id,
        name: personName(firstName, lastName),
        phone,
        why: why.join(", "),
        reply: replyNotice(phone, numbers),
      }
    })
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

/** "Tue 3 Nov 08:00, Metformin" for each dose that a message asked about. */
async function dosesAsked(tx: Transaction, messageId: string): Promise<string[]> {
  const rows = await tx
    .select({ date: doses.localDate, slot: doses.slot, medication: regimens.medication })
    .from(messageDoses)
    .innerJoin(doses, eq(doses.id, messageDoses.doseId))
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(eq(messageDoses.messageId, messageId))
    .orderBy(doses.dueAt, regimens.medication)
  return rows.map(({ date, slot, medication }) => `${shortDate(date)} ${slot}, ${medication}`)
}
