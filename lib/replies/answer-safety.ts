import "server-only"
import { and, eq, gt, inArray, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { messages, organizations } from "@/db/schema"
import { mintSystemContext, type SystemContext } from "@/lib/auth/context"
import { asSystem, readAs, type Work, writeAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { localDateAt } from "@/lib/local-date"
import { log } from "@/lib/log"
import { type QueuedSend, queueMessages } from "@/lib/messages/queue-messages"
import { loadSendFacts, type SendFacts } from "@/lib/messages/send-facts"
import { wakeQueue } from "@/lib/messages/wake"
import { lockPatients } from "@/lib/patients/lock"
import { ownersOutsideOf } from "@/lib/patients/owners-outside"
import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"
import { answerFor } from "./answer-text"
import { replySettings } from "./reply-settings"

/** An answer that comes later than this would speak of something long past. */
const ANSWERED_WITHIN_MS = 15 * MINUTE_MS
/** With the hour that a clock may be put back. */
const LONGEST_DAY_MS = 25 * HOUR_MS
const JOB = "answer-safety"

/** `refused` leaves the gate's verdict; the others after it leave nothing. */
export type Answered = "queued" | "refused" | "off" | "not_theirs" | "answered_today"
type Ask = { replyId: string; now: Instant }

/** Leaves the unit of work: another worker was first. */
class NothingLeft extends Error {}

/**
 * Answers a patient's cry for help with the organization's fixed text, where an admin has switched
 * that on: to the phone it came from, if that is the patient's own, and once a day of the patient's
 * at most for a number. Whoever calls again for the same reply changes nothing.
 */
export async function answerSafety(ctx: SystemContext, ask: Ask): Promise<Answered> {
  const [cry] = await readAs(ctx, (tx) => unansweredCries(tx, ask.replyId, ask.now))
  if (!cry) return "not_theirs"
  const outside = await ownersOutsideOf(ctx, [cry.patientId])
  const seen = await readAs(ctx, (tx) => weighCry(tx, cry, { outside, now: ask.now }))
  if (typeof seen === "string") return seen
  try {
    return await writeAs(ctx, "messages.schedule", async (tx, work) => {
      await lockPatients(tx, [cry.patientId])
      await lockNumber(tx, ctx, cry.fromPhone)
      const weighed = await weighCry(tx, cry, { outside, now: ask.now })
      if (typeof weighed === "string") throw new NothingLeft()
      const attempt = `safety:${cry.replyId}`
      const [queued] = await queueMessages(tx, ctx, [{ ...weighed, kind: "safety", attempt }])
      if (!queued || !(queued.messageId ?? queued.weighed.verdict.refusal)) throw new NothingLeft()
      return tell(work, queued, cry)
    })
  } catch (error) {
    if (error instanceof NothingLeft) return "answered_today"
    throw error
  }
}

type Weighed = { facts: SendFacts; body: string }

/** What to say to whom, or why nothing. */
async function weighCry(
  tx: Transaction,
  { patientId, fromPhone }: Cry,
  { outside, now }: { outside: ReadonlyMap<string, number>; now: Instant },
): Promise<Weighed | Exclude<Answered, "queued" | "refused">> {
  const [home] = await tx.select({ settings: organizations.settings }).from(organizations)
  const answer = replySettings(home?.settings).safetyAnswer
  if (!answer.isOn) return "off"
  const facts = (await loadSendFacts(tx, [{ patientId, doseIds: [] }], { outside, now })).get(
    patientId,
  )
  if (!facts || facts.phone === null || facts.phone !== fromPhone) return "not_theirs"
  if (await isAnsweredToday(tx, facts, now)) return "answered_today"
  return { facts, body: answerFor(facts.patient.locale, answer) }
}

/** An answer that went to the number, may have, or still will, on this day of the patient's. */
async function isAnsweredToday(tx: Transaction, facts: SendFacts, now: Instant): Promise<boolean> {
  const recent = await tx
    .select({ at: messages.createdAt })
    .from(messages)
    .where(
      and(
        eq(messages.kind, "safety"),
        eq(messages.phone, facts.phone ?? ""),
        gt(messages.createdAt, now - LONGEST_DAY_MS),
        inArray(messages.state, ["queued", "sending", "sent", "unknown"]),
      ),
    )
  const today = localDateAt(now, facts.timeZone)
  return recent.some(({ at }) => localDateAt(at, facts.timeZone) === today)
}

async function tell(work: Work, queued: QueuedSend, cry: Cry): Promise<Answered> {
  const { messageId, weighed } = queued
  const { patientId, replyId } = cry
  await work.audit({
    verb: messageId === null ? "message.refused" : "message.queued",
    subjectKind: messageId === null ? "patient" : "message",
    subjectId: messageId ?? patientId,
    patientId,
    details: { kind: "safety", replyId, refusal: weighed.verdict.refusal },
  })
  work.publish("messages", patientId)
  work.publish("patient", patientId)
  return messageId === null ? "refused" : "queued"
}

/** `answerSafety`, whose failure is nobody's but the worker's, who tries again. Never throws. */
export async function answerFirmly(
  home: { organizationId: string; traceId: string },
  input: Ask,
): Promise<void> {
  try {
    const ctx = mintSystemContext(home.organizationId, JOB, home.traceId)
    if ((await answerSafety(ctx, input)) === "queued") await wakeQueue()
  } catch (error) {
    const { replyId } = input
    log.error({ err: error, replyId, traceId: home.traceId }, "a cry for help was not answered")
  }
}

/**
 * Answers the cries of the last minutes that a crash, or a database that was away, left without an
 * answer. For the worker; may run anywhere, at any time. Returns how many it took up.
 */
export async function answerLeftBehind(now: Instant): Promise<number> {
  const homes = await asSystem((tx) =>
    tx
      .select({ id: organizations.id, settings: organizations.settings })
      .from(organizations)
      .where(eq(organizations.isActive, true)),
  )
  let taken = 0
  for (const { id: organizationId, settings } of homes) {
    if (!replySettings(settings).safetyAnswer.isOn) continue
    const ctx = mintSystemContext(organizationId, JOB, newId())
    const left = await readAs(ctx, (tx) => unansweredCries(tx, null, now))
    for (const { replyId } of left) {
      await answerFirmly({ organizationId, traceId: newId() }, { replyId, now })
      taken += 1
    }
  }
  return taken
}

type Cry = { replyId: string; patientId: string; fromPhone: string }

/** Two patients may share the number, and the answer goes to it once a day. */
async function lockNumber(tx: Transaction, ctx: SystemContext, phone: string): Promise<void> {
  const key = `${ctx.organizationId}:${phone}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
}

/** Cries of patients that have no verdict yet; `replyId` null: all. */
async function unansweredCries(
  tx: Transaction,
  replyId: string | null,
  now: Instant,
): Promise<Cry[]> {
  const which = replyId === null ? sql`true` : sql`r.id = ${replyId}`
  const { rows } = await tx.execute<Cry>(sql`
    select r.id as "replyId", t.patient_id as "patientId", r.from_phone as "fromPhone"
      from tasks t join replies r on r.id = t.reply_id
     where t.kind = 'safety' and t.patient_id is not null and ${which}
       and r.sender_kind = 'patient' and r.from_phone is not null
       and r.received_at > ${new Date(now - ANSWERED_WITHIN_MS).toISOString()}
       and not exists (select 1 from send_verdicts v where v.attempt = 'safety:' || r.id)
     order by r.received_at`)
  return rows
}
