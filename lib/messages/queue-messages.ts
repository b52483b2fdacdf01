import "server-only"
import type { Transaction } from "@/db/client"
import type { MessageKind } from "@/db/enums"
import { messageDoses, messages, sendVerdicts } from "@/db/schema"
import type { StaffContext, SystemContext } from "@/lib/auth/context"
import { newId } from "@/lib/id"
import { localDateAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { Refusal, Warning } from "./gate"
import { PRIORITY } from "./schema"
import type { SendFacts } from "./send-facts"
import { type WeighedSend, weighSend } from "./weigh"

/** A statement carries 65,535 values at most; the widest row here has 30. */
const ROWS_PER_INSERT = 1_000

export type SendAsk = {
  facts: SendFacts
  kind: MessageKind
  body: string
  /** Names this attempt; the same one leaves one verdict and one message at most. */
  attempt: string
  /** Not before then; a batch waits for its undo window. */
  from?: Instant
  batchId?: string
  needsDose?: boolean
  accepts?: readonly Warning[]
  template?: { id: string; version: number } | null
  againOf?: string
}

export type QueuedSend = {
  ask: SendAsk
  weighed: WeighedSend
  /** Null if it was refused, or made before. */
  messageId: string | null
}

/**
 * Asks the gate about each text and writes its verdict, and the message row where it may go, in as
 * few statements as there are kinds of rows. Whoever calls audits, and has had warnings accepted.
 * The one place where messages come from.
 */
export async function queueMessages(
  tx: Transaction,
  ctx: StaffContext | SystemContext,
  asks: readonly SendAsk[],
): Promise<QueuedSend[]> {
  const by = ctx.kind === "staff" ? ("person" as const) : ("schedule" as const)
  const queued = asks.map((ask): QueuedSend => {
    const weighed = weighSend(ask.facts, { ...ask, by })
    return { ask, weighed, messageId: weighed.verdict.refusal === null ? newId() : null }
  })
  const fresh = await insertMessages(tx, ctx, queued)
  const made = queued.map((each) =>
    each.messageId !== null && !fresh.has(each.messageId) ? { ...each, messageId: null } : each,
  )
  await insertVerdicts(tx, ctx, made)
  return made
}

async function insertMessages(
  tx: Transaction,
  ctx: StaffContext | SystemContext,
  queued: readonly QueuedSend[],
): Promise<Set<string>> {
  const going = queued.flatMap((each) => messageRow(ctx, each) ?? [])
  const fresh = new Set<string>()
  for (let at = 0; at < going.length; at += ROWS_PER_INSERT) {
    const made = await tx
      .insert(messages)
      .values(going.slice(at, at + ROWS_PER_INSERT))
      .onConflictDoNothing()
      .returning({ id: messages.id })
    for (const { id } of made) fresh.add(id)
  }
  const asked = queued.flatMap(({ ask, messageId }) =>
    messageId !== null && fresh.has(messageId)
      ? ask.facts.doses.map(({ id: doseId }) => {
          return { organizationId: ctx.organizationId, messageId, doseId }
        })
      : [],
  )
  for (let at = 0; at < asked.length; at += ROWS_PER_INSERT) {
    await tx.insert(messageDoses).values(asked.slice(at, at + ROWS_PER_INSERT))
  }
  return fresh
}

function messageRow(ctx: StaffContext | SystemContext, { ask, weighed, messageId }: QueuedSend) {
  const { facts, kind } = ask
  const { text, notBefore, expiresAt } = weighed
  if (messageId === null || facts.phone === null || !text.ok) return null
  const closes = facts.doses.map(({ closesAt }) => closesAt)
  const isStaff = ctx.kind === "staff"
  return {
    organizationId: ctx.organizationId,
    id: messageId,
    patientId: facts.patient.id,
    kind,
    phone: facts.phone,
    body: text.body,
    parts: text.parts,
    idempotencyKey: ask.attempt,
    priority: isStaff ? (ask.batchId ? PRIORITY.batch : PRIORITY.manual) : PRIORITY[kind],
    notBefore,
    expiresAt,
    windowClosesAt: closes.length > 0 ? Math.max(...closes) : null,
    createdAt: facts.gate.now,
    requestedBy: isStaff ? ctx.staffId : null,
    batchId: ask.batchId ?? null,
    templateId: ask.template?.id ?? null,
    templateVersion: ask.template?.version ?? null,
    againOf: ask.againOf ?? null,
    traceId: ctx.traceId,
  }
}

async function insertVerdicts(
  tx: Transaction,
  ctx: StaffContext | SystemContext,
  queued: readonly QueuedSend[],
): Promise<void> {
  const rows = queued.flatMap(({ ask, weighed, messageId }) => {
    const { refusal, warnings, heldUntil } = weighed.verdict
    if (refusal === null && messageId === null) return []
    const { gate, timeZone, doses, patient } = ask.facts
    return {
      organizationId: ctx.organizationId,
      id: newId(),
      patientId: patient.id,
      kind: ask.kind,
      at: gate.now,
      localDate: localDateAt(gate.now, timeZone),
      doseIds: doses.map(({ id }) => id),
      messageId,
      batchId: ask.batchId ?? null,
      attempt: ctx.kind === "staff" && refusal ? refusedAttempt(ask, refusal) : ask.attempt,
      refusal,
      warnings,
      heldUntil,
      askedBy: ctx.kind === "staff" ? ctx.staffId : null,
    }
  })
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    await tx
      .insert(sendVerdicts)
      .values(rows.slice(at, at + ROWS_PER_INSERT))
      .onConflictDoNothing()
  }
}

/** A person may try again after a refusal, and be refused for something else. */
function refusedAttempt(ask: SendAsk, refusal: Refusal): string {
  return `${ask.attempt}:${refusal}`
}
