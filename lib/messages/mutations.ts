import "server-only"
import { eq } from "drizzle-orm"
import type { z } from "zod"
import type { Transaction } from "@/db/client"
import type { MessageState } from "@/db/enums"
import { messageDoses, messages } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { localTimeAt } from "@/lib/local-date"
import { log } from "@/lib/log"
import { ownersOutsideOf } from "@/lib/patients/owners-outside"
import { HOUR_MS, type Instant } from "@/lib/time"
import { secondsUntil } from "./claim"
import { deliverMessage } from "./deliver"
import { gateManualSend, REFUSAL_WORDS, type Refusal, WARNING_WORDS, type Warning } from "./gate"
import { PRIORITY, type SendManualReminder, sendManualReminderSchema } from "./schema"
import { analyseText, MOST_PARTS } from "./segments"
import { loadSendFacts, type SendFacts } from "./send-facts"
import { refuseHaste } from "./send-limit"
import { renderTemplate } from "./template"
import { wakeQueue } from "./wake"

/** A message that asks about no dose has no window to end it. */
const WITHOUT_DOSES_MS = 4 * HOUR_MS

/** `waitSeconds`: of a message that is queued, about how long it waits for its turn. */
export type SendResult =
  | {
      ok: true
      messageId: string
      state: MessageState
      reason: string | null
      waitSeconds: number | null
    }
  | { ok: false; reason: Refusal; sentence: string }
  | { ok: false; reason: "warnings"; warnings: { code: Warning; sentence: string }[] }

type Refused = Extract<SendResult, { ok: false }>
/** Leaves the unit of work with an answer and without a trace. */
class Unwritten extends Error {
  constructor(readonly answer: Refused | { messageId: string }) {
    super("nothing was written")
  }
}

/**
 * Sends one reminder that a person asked for: the row first, then, if the pace allows, at once.
 * The same idempotency key names the same message, however often it is asked for. Nothing is stored
 * when the gate refuses or warns. Throws `invalid` (with the field), `not_found`, `forbidden`,
 * `conflict`, `rate_limited`. Source: design 5-sending.
 */
export async function sendManualReminder(
  ctx: StaffContext,
  input: SendManualReminder,
): Promise<SendResult> {
  const wanted = parsed(input)
  const now = Date.now()
  let messageId: string
  try {
    messageId = await queueReminder(ctx, wanted, now)
  } catch (error) {
    if (!(error instanceof Unwritten)) throw error
    if ("ok" in error.answer) return error.answer
    return standingOf(ctx, error.answer.messageId)
  }
  await tryAtOnce(messageId)
  // The row is kept: whatever fails from here on must not be told as "nothing was changed".
  const queued = { ok: true, messageId, state: "queued", reason: null, waitSeconds: null } as const
  return standingOf(ctx, messageId).catch(() => queued)
}

type Wanted = z.output<typeof sendManualReminderSchema>

function parsed(input: SendManualReminder): Wanted {
  const result = sendManualReminderSchema.safeParse(input)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = String(issue?.path[0] ?? "")
  throw new AppError("invalid", issue?.message ?? "Something is missing.", { field })
}

async function queueReminder(ctx: StaffContext, wanted: Wanted, now: Instant): Promise<string> {
  const ownersOutside = await ownersOutsideOf(ctx, wanted.patientId)
  return writeAs(ctx, "messages.send", async (tx, { audit, publish }) => {
    await refuseRepetition(tx, wanted)
    await refuseHaste(tx, ctx, now)
    const facts = await loadSendFacts(tx, { ...wanted, ownersOutside, now })
    const text = textToSend(wanted.body, facts)
    const phone = passGate(facts, wanted.sendAnyway)
    const messageId = await insertMessage(tx, ctx, { wanted, facts, phone, ...text, now })
    if (messageId === null) {
      await refuseRepetition(tx, wanted)
      throw new Error("A refused insert left no earlier message.")
    }
    await audit({
      verb: "message.queued",
      subjectKind: "message",
      subjectId: messageId,
      patientId: wanted.patientId,
      details: { doseIds: wanted.doseIds, parts: text.parts, sendAnyway: wanted.sendAnyway },
    })
    publish("messages", wanted.patientId)
    publish("patient", wanted.patientId)
    return messageId
  })
}

/** The message is queued and committed: whatever goes wrong here, a worker takes it up. */
async function tryAtOnce(messageId: string): Promise<void> {
  try {
    if ((await deliverMessage(messageId))?.state === "sent") return
  } catch (error) {
    log.error({ err: error, messageId }, "a message could not be sent at once")
  }
  await wakeQueue()
}

/** What was asked for before under this key is the answer; for another patient it is a mistake. */
async function refuseRepetition(tx: Transaction, wanted: Wanted): Promise<void> {
  const [earlier] = await tx
    .select({ id: messages.id, patientId: messages.patientId })
    .from(messages)
    .where(eq(messages.idempotencyKey, wanted.idempotencyKey))
  if (!earlier) return
  if (earlier.patientId !== wanted.patientId) {
    throw new AppError("conflict", "This text was meant for another patient. Open it again.")
  }
  throw new Unwritten({ messageId: earlier.id })
}

function textToSend(body: string, { patient, doses, timeZone, organizationName }: SendFacts) {
  const first = doses.toSorted((a, b) => a.dueAt - b.dueAt)[0]
  const rendered = renderTemplate(body, {
    firstName: patient.firstName,
    time: first ? localTimeAt(first.dueAt, timeZone) : null,
    organization: organizationName,
  })
  if (!rendered.ok) throw new AppError("invalid", rendered.sentence, { field: "body" })
  const { normalised, parts } = analyseText(rendered.text.trim())
  const wrong =
    normalised.trim() === ""
      ? "Write the text first."
      : parts > MOST_PARTS
        ? `This text takes ${parts} parts; at most ${MOST_PARTS} are sent. Shorten it.`
        : null
  if (wrong) throw new AppError("invalid", wrong, { field: "body" })
  return { body: normalised, parts }
}

function passGate(facts: SendFacts, sendAnyway: boolean): string {
  const { refusal, warnings } = gateManualSend(facts.gate)
  if (refusal || facts.phone === null) {
    const reason = refusal ?? "no_phone"
    throw new Unwritten({ ok: false, reason, sentence: REFUSAL_WORDS[reason] })
  }
  if (warnings.length > 0 && !sendAnyway) {
    const inWords = warnings.map((code) => ({ code, sentence: WARNING_WORDS[code] }))
    throw new Unwritten({ ok: false, reason: "warnings", warnings: inWords })
  }
  return facts.phone
}

async function insertMessage(
  tx: Transaction,
  ctx: StaffContext,
  of: {
    wanted: Wanted
    facts: SendFacts
    phone: string
    body: string
    parts: number
    now: Instant
  },
): Promise<string | null> {
  const { wanted, facts, now } = of
  const organizationId = ctx.organizationId
  const closes = facts.doses.map(({ closesAt }) => closesAt)
  const [row] = await tx
    .insert(messages)
    .values({
      organizationId,
      id: newId(),
      patientId: wanted.patientId,
      kind: closes.length > 0 ? "reminder" : "manual",
      phone: of.phone,
      body: of.body,
      parts: of.parts,
      idempotencyKey: wanted.idempotencyKey,
      priority: PRIORITY.manual,
      notBefore: now,
      expiresAt: closes.length > 0 ? Math.min(...closes) : now + WITHOUT_DOSES_MS,
      windowClosesAt: closes.length > 0 ? Math.max(...closes) : null,
      createdAt: now,
      requestedBy: ctx.staffId,
      traceId: ctx.traceId,
    })
    .onConflictDoNothing({ target: [messages.organizationId, messages.idempotencyKey] })
    .returning({ id: messages.id })
  if (!row) return null
  const asked = facts.doses.map((dose) => ({ organizationId, messageId: row.id, doseId: dose.id }))
  if (asked.length > 0) await tx.insert(messageDoses).values(asked)
  return row.id
}

async function standingOf(ctx: StaffContext, messageId: string): Promise<SendResult> {
  const [row] = await readAs(ctx, (tx) =>
    tx
      .select({ state: messages.state, reason: messages.reason })
      .from(messages)
      .where(eq(messages.id, messageId)),
  )
  if (!row) throw new AppError("not_found", "This message is not in your organization.")
  const waitSeconds = row.state === "queued" ? await secondsUntil(messageId) : null
  return { ok: true, messageId, ...row, waitSeconds }
}
