import "server-only"
import { asc, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ReplyDecisionKind, ReplyFlag, ReplyState } from "@/db/enums"
import { type ReplyStanding, replies, replyDecisions, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { can, type Permission } from "@/lib/auth/roles"
import { markUnread } from "@/lib/conversations/unread"
import { renewUnread } from "@/lib/conversations/unseen"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { personName } from "@/lib/patients/person-name"
import type { SeenReply } from "@/lib/review/item"
import type { Instant } from "@/lib/time"
import { giveSafetyTask } from "./apply-decision"
import { needsReading } from "./needs-reading"

export type ReplyDecision = typeof replyDecisions.$inferSelect

/** A reply's row, held until the transaction ends, with what people decided about it so far. */
export type HeldReply = Pick<
  typeof replies.$inferSelect,
  "id" | "intent" | "flags" | "eventAt" | "receivedAt" | "attempts"
> & { standing: ReplyStanding; decisions: ReplyDecision[] }

const OPEN: readonly ReplyState[] = ["review", "unmatched", "quarantined", "failed"]
/** With nobody's decision. */
const MATCHED_BY_ITSELF: readonly ReplyState[] = ["applied", "noted"]
/** What may belong to somebody else, or is not understood at all, is the admin's to decide. */
const FOR_ADMINS: readonly ReplyState[] = ["quarantined", "failed"]

/**
 * Locks a reply in whatever state. Throws `not_found`, `forbidden` (quarantined and failed ones are
 * for admins).
 */
export async function lockReply(
  tx: Transaction,
  ctx: StaffContext,
  replyId: string,
): Promise<HeldReply> {
  const [row] = await tx.select().from(replies).where(eq(replies.id, replyId)).for("update")
  if (!row) throw new AppError("not_found", "This reply does not exist here.")
  await demandFor(tx, ctx, row.state)
  const decisions = await tx
    .select()
    .from(replyDecisions)
    .where(eq(replyDecisions.replyId, replyId))
    .orderBy(asc(replyDecisions.at), asc(replyDecisions.id))
  const { state, reason, matchRule, patientId, messageId } = row
  const { decidedBy, decidedAt, decisionNote } = row
  const { id, intent, flags, eventAt, receivedAt, attempts } = row
  return {
    ...{ id, intent, flags, eventAt, receivedAt, attempts, decisions },
    standing: {
      ...{ state, reason, matchRule, patientId, messageId },
      ...{ decidedBy, decidedAt, decisionNote },
    },
  }
}

const READ_AGAIN =
  "Doseline read this reply again meanwhile. Nothing was changed; look at it again."
const MATCHED =
  "Doseline read this reply again meanwhile and matched it. Nothing was changed; look at it again."

/**
 * Locks a reply that still waits for a person. Throws as `lockReply`, and `conflict` when somebody
 * was first, saying who and what they did, or when it was matched without anybody.
 */
export async function lockOpenReply(
  tx: Transaction,
  ctx: StaffContext,
  replyId: string,
): Promise<HeldReply> {
  const held = await lockReply(tx, ctx, replyId)
  const { state, decidedAt } = held.standing
  if (decidedAt === null && MATCHED_BY_ITSELF.includes(state)) {
    throw new AppError("conflict", MATCHED)
  }
  if (!OPEN.includes(state) || decidedAt !== null) throw await decidedFirst(tx, ctx, held)
  return held
}

/** Locks a reply that stands as the person saw it. Throws as `lockOpenReply`. */
export async function lockSeenReply(
  tx: Transaction,
  ctx: StaffContext,
  replyId: string,
  seen: SeenReply,
): Promise<HeldReply> {
  const held = await lockReply(tx, ctx, replyId)
  if (seen.decisionId !== (held.decisions.at(-1)?.id ?? null)) {
    throw await decidedFirst(tx, ctx, held)
  }
  if (seen.attempts !== held.attempts) throw new AppError("conflict", READ_AGAIN)
  return held
}

/** Throws `forbidden` when a reply that stands, or stood, in `state` is not this person's to decide. */
export async function demandFor(
  tx: Transaction,
  ctx: StaffContext,
  state: ReplyState,
): Promise<void> {
  if (FOR_ADMINS.includes(state)) await demand(tx, ctx, "review.quarantine")
}

async function demand(tx: Transaction, ctx: StaffContext, permission: Permission): Promise<void> {
  const [person] = await tx
    .select({ role: staff.role })
    .from(staff)
    .where(eq(staff.id, ctx.staffId))
  if (person?.role && can(person.role, permission)) return
  throw new AppError("forbidden", "Only an admin may decide this reply. Nothing was changed.")
}

const DID: Record<ReplyDecisionKind, string> = {
  link: "linked this reply to a dose",
  dismiss: "dismissed this reply",
  reassign: "moved this reply to another dose",
  retry: "had this reply read again",
  undo: "took back what was decided about this reply",
}

/** The sentence for who came second: what was done first, and by whom of the staff. */
async function decidedFirst(
  tx: Transaction,
  ctx: StaffContext,
  { decisions, standing }: HeldReply,
): Promise<AppError> {
  const last = decisions.at(-1)
  const did = last ? DID[last.kind] : "decided this reply"
  const by = last?.decidedBy ?? standing.decidedBy
  if (by === null) return new AppError("conflict", READ_AGAIN)
  const [person] = await tx.select().from(staff).where(eq(staff.id, by))
  const name = person ? personName(person.firstName, person.lastName) : "Somebody"
  const sentence = by === ctx.staffId ? `You ${did} already.` : `${name} ${did} first.`
  return new AppError("conflict", `${sentence} Nothing was changed.`)
}

/** A decision's time: after every earlier one, so that the order of decisions never depends on clocks. */
export function decisionTime({ decisions }: HeldReply, now: Instant): Instant {
  return Math.max(now, (decisions.at(-1)?.at ?? 0) + 1)
}

/**
 * Gives the reply, and with it a cry's open task, its new standing, and keeps the decision that led
 * to it. The rows of its patients before and after are held, for conversation and task come after
 * them; their summaries are renewed later. Returns the decision's id.
 */
export async function saveDecision(
  tx: Transaction,
  ctx: StaffContext,
  held: HeldReply,
  decision: Pick<ReplyDecision, "kind" | "at" | "note" | "after"> &
    Partial<Pick<ReplyDecision, "eventIds" | "undoes">>,
): Promise<string> {
  const { organizationId, staffId: decidedBy } = ctx
  const id = newId()
  await tx.update(replies).set(decision.after).where(eq(replies.id, held.id))
  const kept = { organizationId, id, replyId: held.id, decidedBy, before: held.standing }
  await tx.insert(replyDecisions).values({ eventIds: [], ...kept, ...decision })
  const { patientId } = held.standing
  const givenTo = decision.after.patientId
  if (givenTo !== patientId) await giveSafetyTask(tx, held.id, givenTo)
  if (patientId !== null) await renewUnread(tx, ctx, patientId)
  if (decision.kind === "undo") await markWaiting(tx, held, decision.after)
  return id
}

/** What waits for a person again is unread again in the conversation. */
async function markWaiting(tx: Transaction, held: HeldReply, standing: ReplyStanding) {
  const { patientId, decidedAt } = standing
  const flags = held.flags as ReplyFlag[]
  if (patientId === null || decidedAt !== null) return
  if (!needsReading({ ...standing, intent: held.intent, flags })) return
  const at = held.eventAt ?? held.receivedAt
  await markUnread(tx, [{ replyId: held.id, patientId, at, isNews: true }])
}

/** The message that asked about these doses: the proposed one if it did, else the newest; or null. */
export async function messageAbout(
  tx: Transaction,
  doseIds: readonly string[],
  proposed: string | null,
): Promise<string | null> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select m.id from messages m join message_doses md
            on md.organization_id = m.organization_id and md.message_id = m.id
         where md.dose_id = any(${sql.param([...doseIds])}::uuid[])
         order by (m.id = ${proposed}::uuid) desc nulls last, m.created_at desc limit 1`,
  )
  return rows[0]?.id ?? null
}
