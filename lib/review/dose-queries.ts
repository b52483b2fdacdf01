import "server-only"
import { and, between, eq, ne, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import { doses, messageDoses, replies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { reduceDose } from "@/lib/doses/reduce"
import { AppError } from "@/lib/errors"
import { readPatientAs } from "@/lib/patients/audited-read"
import { REPEAT_WITHIN_MS } from "@/lib/replies/match"
import { visibleReplies } from "@/lib/replies/visible-queries"
import { DAY_MS, type Instant } from "@/lib/time"
import { type DoseFacts, type RankedReply, rankDoses } from "./candidates"
import { calendarDoses } from "./effect-queries"
import type { CandidateDose, CandidateDoses } from "./item"

const BEFORE_MS = 7 * DAY_MS
const AFTER_MS = 4 * DAY_MS
/** A dose that is due later than this is nothing that a reply could be about. */
const CANDIDATE_AFTER_MS = DAY_MS
const MOST_DOSES = 12
type ReplyRow = typeof replies.$inferSelect

/**
 * A patient's doses around a reply, the likeliest first with the evidence for each, and the
 * calendar from which a decision's effect is derived. Leaves an audit entry. Throws `not_found`.
 */
export async function candidateDoses(
  ctx: StaffContext,
  of: { replyId: string; patientId: string },
  now: Instant = Date.now(),
): Promise<CandidateDoses> {
  return readPatientAs(ctx, of.patientId, async (tx) => {
    const [reply] = await tx
      .select()
      .from(replies)
      .where(and(eq(replies.id, of.replyId), visibleReplies(ctx)))
    if (!reply) throw new AppError("not_found", "There is no such reply in your organization.")
    const at = reply.eventAt ?? reply.receivedAt
    const near = await nearDoses(tx, of.patientId, reply, at)
    const calendar = await calendarDoses(
      tx,
      near.map(({ id }) => id),
    )
    const facts = near.filter(({ dueAt }) => dueAt <= at + CANDIDATE_AFTER_MS)
    const ranked = rankDoses(await rankedReply(tx, reply, at), facts).slice(0, MOST_DOSES)
    const byId = new Map(calendar.map((dose) => [dose.id, dose]))
    const found = ranked.flatMap((evidence): CandidateDose[] => {
      const dose = byId.get(evidence.id)
      if (!dose) return []
      const { medication, localDate, slot, events } = dose
      return [
        { ...evidence, medication, localDate, slot, state: reduceDose(dose, events, now).state },
      ]
    })
    return { now, doses: found, calendar }
  })
}

async function nearDoses(
  tx: Transaction,
  patientId: string,
  { id: replyId, messageId }: ReplyRow,
  at: Instant,
): Promise<DoseFacts[]> {
  const isProposed = messageId
    ? sql<boolean>`exists (select 1 from ${messageDoses}
        where ${messageDoses.organizationId} = ${doses.organizationId}
          and ${messageDoses.doseId} = ${doses.id} and ${messageDoses.messageId} = ${messageId})`
    : sql<boolean>`false`
  const wasStated = sql`exists (select 1 from dose_events e
    where e.dose_id = ${doses.id} and e.reply_id = ${replyId})`
  const rows = await tx
    .select({
      ...{ id: doses.id, dueAt: doses.dueAt, opensAt: doses.opensAt, closesAt: doses.closesAt },
      ...{ zone: doses.timeZone, isProposed },
    })
    .from(doses)
    .where(
      and(
        eq(doses.patientId, patientId),
        ne(doses.state, "cancelled"),
        or(between(doses.dueAt, at - BEFORE_MS, at + AFTER_MS), wasStated),
      ),
    )
    .orderBy(doses.dueAt, doses.id)
  const asked = await lastAsked(
    tx,
    rows.map(({ id }) => id),
    at,
  )
  return rows.map((row) => ({ ...row, asked: asked.get(row.id) ?? null }))
}

/** The last message about each dose that went out before `at`. */
async function lastAsked(
  tx: Transaction,
  doseIds: readonly string[],
  at: Instant,
): Promise<Map<string, NonNullable<DoseFacts["asked"]>>> {
  if (doseIds.length === 0) return new Map()
  type Row = { doseId: string; messageId: string; phone: string; sentAt: string }
  const { rows } = await tx.execute<Row>(sql`
    select distinct on (md.dose_id) md.dose_id as "doseId", m.id as "messageId", m.phone,
           coalesce(m.sent_at, m.claimed_at)::text as "sentAt"
      from message_doses md
      join messages m on m.organization_id = md.organization_id and m.id = md.message_id
     where md.dose_id = any(${sql.param([...doseIds])}::uuid[]) and m.state in ('sent', 'unknown')
       and coalesce(m.sent_at, m.claimed_at) <= ${new Date(at).toISOString()}
     order by md.dose_id, coalesce(m.sent_at, m.claimed_at) desc`)
  return new Map(
    rows.map(({ doseId, sentAt, ...message }) => [
      doseId,
      { ...message, sentAt: parseInstant(sentAt) },
    ]),
  )
}

async function rankedReply(tx: Transaction, reply: ReplyRow, at: Instant): Promise<RankedReply> {
  const { fromPhone, matchRule, normalised } = reply
  if (!fromPhone || !normalised) return { at, fromPhone, matchRule, repeat: null }
  const [repeat] = await tx
    .select({ at: replies.eventAt, messageId: replies.messageId })
    .from(replies)
    .where(
      and(
        eq(replies.fromPhone, fromPhone),
        eq(replies.normalised, normalised),
        ne(replies.id, reply.id),
        between(replies.eventAt, at - REPEAT_WITHIN_MS, at),
      ),
    )
    .orderBy(sql`${replies.eventAt} desc`)
    .limit(1)
  const { at: earlier = null, messageId = null } = repeat ?? {}
  return { at, fromPhone, matchRule, repeat: earlier === null ? null : { at: earlier, messageId } }
}
