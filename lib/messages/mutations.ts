import "server-only"
import { and, eq } from "drizzle-orm"
import type { z } from "zod"
import type { Transaction } from "@/db/client"
import type { MessageState } from "@/db/enums"
import { messages, templateVersions } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { log } from "@/lib/log"
import { lockPatient } from "@/lib/patients/lock"
import { ownersOutsideOf } from "@/lib/patients/owners-outside"
import type { Instant } from "@/lib/time"
import { secondsUntil } from "./claim"
import { deliverMessage } from "./deliver"
import type { Refusal, Warning } from "./gate"
import { REFUSAL_WORDS, WARNING_WORDS } from "./gate-words"
import { queueMessages, type SendAsk } from "./queue-messages"
import { type SendManualReminder, sendManualReminderSchema } from "./schema"
import { loadSendFacts, type SendFacts } from "./send-facts"
import { refuseHaste } from "./send-limit"
import { wakeQueue } from "./wake"
import { kindOfAsk, type WeighedSend, weighSend } from "./weigh"

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
 * The same idempotency key names the same message, however often it is asked for. A refusal leaves
 * its verdict, a warning leaves nothing until it is accepted. Throws `invalid` (with the field), `not_found`, `forbidden`,
 * `conflict`, `rate_limited`. Source: design 5-sending.
 */
export async function sendManualReminder(
  ctx: StaffContext,
  input: SendManualReminder,
): Promise<SendResult> {
  const wanted = parsed(input)
  const now = Date.now()
  let answer: Refused | { messageId: string }
  try {
    answer = await queueReminder(ctx, wanted, now)
  } catch (error) {
    if (!(error instanceof Unwritten)) throw error
    if ("ok" in error.answer) return error.answer
    return standingOf(ctx, error.answer.messageId)
  }
  if ("ok" in answer) return answer
  const { messageId } = answer
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

async function queueReminder(
  ctx: StaffContext,
  wanted: Wanted,
  now: Instant,
): Promise<Refused | { messageId: string }> {
  const { patientId, doseIds } = wanted
  const outside = await ownersOutsideOf(ctx, [patientId])
  return writeAs(ctx, "messages.send", async (tx, { audit, publish }) => {
    // The schedule asks under the same lock, so that no dose gets two first reminders.
    await lockPatient(tx, patientId)
    await refuseRepetition(tx, wanted)
    await refuseHaste(tx, ctx, now)
    await refuseUnknownTemplate(tx, wanted)
    const facts = (await loadSendFacts(tx, [wanted], { outside, now })).get(patientId)
    if (!facts) {
      throw new AppError("not_found", "This patient is not in your organization. Nothing was sent.")
    }
    const ask = askOf(wanted, facts)
    refuseText(weighSend(facts, { ...ask, by: "person" }), wanted.sendAnyway)
    const [queued] = await queueMessages(tx, ctx, [ask])
    const refusal = queued?.weighed.verdict.refusal ?? null
    const messageId = queued?.messageId ?? null
    if (messageId === null && refusal === null) {
      await refuseRepetition(tx, wanted)
      throw new Error("A refused insert left no earlier message.")
    }
    await audit({
      verb: messageId === null ? "message.refused" : "message.queued",
      subjectKind: messageId === null ? "patient" : "message",
      subjectId: messageId ?? patientId,
      patientId,
      details: { doseIds, refusal, sendAnyway: wanted.sendAnyway },
    })
    publish("messages", patientId)
    publish("patient", patientId)
    if (messageId !== null) return { messageId }
    const reason = refusal ?? "no_phone"
    return { ok: false, reason, sentence: REFUSAL_WORDS[reason] }
  })
}

function askOf(wanted: Wanted, facts: SendFacts): SendAsk {
  const { body, template = null, idempotencyKey: attempt } = wanted
  return { facts, kind: kindOfAsk(facts), body, template, attempt }
}

async function refuseUnknownTemplate(tx: Transaction, { template }: Wanted): Promise<void> {
  if (!template) return
  const [known] = await tx
    .select({ version: templateVersions.version })
    .from(templateVersions)
    .where(
      and(
        eq(templateVersions.templateId, template.id),
        eq(templateVersions.version, template.version),
      ),
    )
  if (known) return
  const sentence = "There is no such template in your organization. Nothing was sent."
  throw new AppError("not_found", sentence, { field: "template" })
}

/** What the writer of the text has to mend, or to accept, before anything is written. */
function refuseText({ text, verdict }: WeighedSend, sendAnyway: boolean): void {
  if (!text.ok) throw new AppError("invalid", text.sentence, { field: "body" })
  if (verdict.refusal !== null || verdict.warnings.length === 0 || sendAnyway) return
  const warnings = verdict.warnings.map((code) => ({ code, sentence: WARNING_WORDS[code] }))
  throw new Unwritten({ ok: false, reason: "warnings", warnings })
}

/** The message is queued and committed: whatever goes wrong here, a worker takes it up. */
export async function tryAtOnce(messageId: string): Promise<void> {
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

/** How a message that was asked for stands. Throws `not_found`. */
export async function standingOf(ctx: StaffContext, messageId: string): Promise<SendResult> {
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
