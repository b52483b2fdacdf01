import "server-only"
import { and, eq, ne, or } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { messageDoses, messages } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { lockPatient } from "@/lib/patients/lock"
import { ownersOutsideOf } from "@/lib/patients/owners-outside"
import type { Instant } from "@/lib/time"
import { type AgainRule, againRule, MAY_ARRIVE_TWICE } from "./again"
import { type SendAgain, sendAgainSchema } from "./again-schema"
import type { Refusal, Warning } from "./gate"
import { REFUSAL_WORDS, WARNING_WORDS } from "./gate-words"
import { type SendResult, standingOf, tryAtOnce } from "./mutations"
import { queueMessages, type SendAsk } from "./queue-messages"
import { loadSendFacts } from "./send-facts"
import { refuseHaste } from "./send-limit"
import { weighSend } from "./weigh"

type NotAgain = Extract<AgainRule, { may: "not" }>["reason"]
type AgainWarning = Warning | "may_arrive_twice"
export type AgainResult =
  | Extract<SendResult, { ok: true }>
  | { ok: false; reason: Refusal | NotAgain; sentence: string }
  | { ok: false; reason: "warnings"; warnings: { code: AgainWarning; sentence: string }[] }

type Refused = Extract<AgainResult, { ok: false }>
type Row = typeof messages.$inferSelect
/** Leaves the unit of work with an answer and without a trace. */
class Unwritten extends Error {
  constructor(readonly answer: Refused | { messageId: string }) {
    super("nothing was written")
  }
}

/**
 * Sends a message again, as a new one that names it, to the patient's present number. At once where
 * the first certainly did not go out; where nobody knows, only knowingly. The gate is asked anew. A
 * message is sent again once, however often and by however many it is asked for. Throws `not_found`,
 * `forbidden`, `rate_limited`.
 */
export async function sendAgain(ctx: StaffContext, input: SendAgain): Promise<AgainResult> {
  const wanted = sendAgainSchema.parse(input)
  const patientId = await patientOf(ctx, wanted.messageId)
  const outside = await ownersOutsideOf(ctx, [patientId])
  let answer: Refused | { messageId: string }
  try {
    answer = await queueAgain(ctx, { ...wanted, patientId, outside, now: Date.now() })
  } catch (error) {
    if (!(error instanceof Unwritten)) throw error
    if ("ok" in error.answer) return error.answer
    return standingOf(ctx, error.answer.messageId)
  }
  if ("ok" in answer) return answer
  const { messageId } = answer
  await tryAtOnce(messageId)
  const queued = { ok: true, messageId, state: "queued", reason: null, waitSeconds: null } as const
  return standingOf(ctx, messageId).catch(() => queued)
}

const NOT_HERE = "There is no such message in your organization. Nothing was sent."

async function patientOf(ctx: StaffContext, messageId: string): Promise<string> {
  const [row] = await readAs(ctx, (tx) =>
    tx.select({ patientId: messages.patientId }).from(messages).where(eq(messages.id, messageId)),
  )
  if (!row) throw new AppError("not_found", NOT_HERE)
  return row.patientId
}

type Wanted = {
  messageId: string
  idempotencyKey: string
  knowingly: boolean
  patientId: string
  outside: ReadonlyMap<string, number>
  now: Instant
}

async function queueAgain(
  ctx: StaffContext,
  wanted: Wanted,
): Promise<Refused | { messageId: string }> {
  return writeAs(ctx, "messages.send", async (tx, { audit, publish }) => {
    const { patientId, now, outside } = wanted
    await lockPatient(tx, patientId)
    const { first, isUncertain } = await firstOf(tx, wanted)
    await refuseHaste(tx, ctx, now)
    const doseIds = await dosesOf(tx, first.id)
    const subject = [{ patientId, doseIds }]
    const facts = (await loadSendFacts(tx, subject, { outside, now })).get(patientId)
    if (!facts) {
      throw new AppError("not_found", "This patient is not in your organization. Nothing was sent.")
    }
    const { kind, body } = first
    const ask: SendAsk = {
      ...{ facts, kind, body, attempt: wanted.idempotencyKey, againOf: first.id },
      template: templateOf(first),
    }
    if (!wanted.knowingly) warn(weighSend(facts, { ...ask, by: "person" }).verdict, isUncertain)
    const [queued] = await queueMessages(tx, ctx, [ask])
    const refusal = queued?.weighed.verdict.refusal ?? null
    const messageId = queued?.messageId ?? null
    await audit({
      verb: messageId === null ? "message.refused" : "message.queued",
      subjectKind: messageId === null ? "patient" : "message",
      subjectId: messageId ?? patientId,
      patientId,
      details: { doseIds, refusal, againOf: first.id, knowingly: wanted.knowingly },
    })
    publish("messages", patientId)
    publish("patient", patientId)
    if (messageId !== null) return { messageId }
    const reason = refusal ?? "no_phone"
    return { ok: false, reason, sentence: REFUSAL_WORDS[reason] }
  })
}

/** The message, held so that no reply proves meanwhile that it arrived. */
async function firstOf(
  tx: Transaction,
  { messageId, idempotencyKey }: Wanted,
): Promise<{ first: Row; isUncertain: boolean }> {
  const [first] = await tx.select().from(messages).where(eq(messages.id, messageId)).for("update")
  if (!first) throw new AppError("not_found", NOT_HERE)
  const [again] = await tx
    .select({ id: messages.id, key: messages.idempotencyKey, againOf: messages.againOf })
    .from(messages)
    .where(
      or(
        // One that was taken back before it went out is no second try.
        and(eq(messages.againOf, messageId), ne(messages.state, "cancelled")),
        eq(messages.idempotencyKey, idempotencyKey),
      ),
    )
  // The second click, this person's or another's: what the first one made is the answer.
  if (again) {
    if (again.againOf === messageId) throw new Unwritten({ messageId: again.id })
    throw new AppError("conflict", "This was asked for another message. Open it again.")
  }
  const rule = againRule({ ...first, againId: null })
  if (rule.may === "not") {
    throw new Unwritten({ ok: false, reason: rule.reason, sentence: rule.sentence })
  }
  return { first, isUncertain: rule.may === "knowingly" }
}

/** A refusal needs no warning: it says itself that nothing goes. */
function warn(
  verdict: { refusal: Refusal | null; warnings: readonly Warning[] },
  isUncertain: boolean,
): void {
  if (verdict.refusal !== null) return
  const warnings: { code: AgainWarning; sentence: string }[] = verdict.warnings.map((code) => {
    return { code, sentence: WARNING_WORDS[code] }
  })
  if (isUncertain) warnings.unshift({ code: "may_arrive_twice", sentence: MAY_ARRIVE_TWICE })
  if (warnings.length > 0) throw new Unwritten({ ok: false, reason: "warnings", warnings })
}

function templateOf({ templateId, templateVersion }: Row): SendAsk["template"] {
  if (templateId === null || templateVersion === null) return null
  return { id: templateId, version: templateVersion }
}

async function dosesOf(tx: Transaction, messageId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: messageDoses.doseId })
    .from(messageDoses)
    .where(eq(messageDoses.messageId, messageId))
  return rows.map(({ id }) => id)
}
