import "server-only"
import type { Transaction } from "@/db/client"
import type { ReplyReason, ReplyState } from "@/db/enums"
import type { PluginContext, SystemContext } from "@/lib/auth/context"
import { type AuditEntry, type Work, writeAs } from "@/lib/auth/unit-of-work"
import { loadStatedDoses } from "@/lib/doses/restate"
import type { Instant } from "@/lib/time"
import {
  applyConsentWord,
  applyEffects,
  type DecidedReply,
  openSafetyTask,
  saveDecisions,
} from "./apply-decision"
import { decideEffect } from "./decide"
import { type FactsFor, loadMatchFacts } from "./facts"
import { type MatchDecision, type MatchMessage, matchReply } from "./match"
import { type LockedReply, lockReplies, type ReadReply, readReplies } from "./read-reply"

export type Interpretation = { state: ReplyState; reason: ReplyReason | null }

/**
 * Decides what stored replies of one organization mean and does it, in one transaction; no two may
 * be of the same patient or number. A row that is not in state `received` has been decided already
 * and is left alone. Gives one answer for each id, in order. Throws `not_found`, and what Postgres
 * throws; nothing is then changed. Source: design 3-replies, Deciding.
 */
export async function interpretReplies(
  ctx: PluginContext | SystemContext,
  input: { replyIds: readonly string[]; now: Instant },
): Promise<Interpretation[]> {
  return writeAs(ctx, "replies.interpret", async (tx, work) => {
    const rows = await lockReplies(tx, input.replyIds)
    const answers = new Map<string, Interpretation>()
    const fresh = rows.filter(({ state }) => state === "received")
    for (const { id, state, reason } of rows) answers.set(id, { state, reason })
    const replies = await readReplies(tx, fresh, ctx.organizationId, input.now)
    const decided = await decideReplies(tx, replies)
    for (const each of decided) {
      await actAtOnce(tx, work, each)
      answers.set(each.reply.replyId, each.decision)
    }
    await saveDecisions(tx, decided)
    await applyEffects(tx, decided, input.now)
    await auditAll(work, rows, decided)
    return input.replyIds.map((id) => {
      const { state, reason } = answers.get(id) ?? { state: "received", reason: null }
      return { state, reason }
    })
  })
}

async function decideReplies(
  tx: Transaction,
  replies: readonly ReadReply[],
): Promise<DecidedReply[]> {
  const matches = await matchReplies(tx, replies)
  const doseIds = matches.flatMap(({ message }) => message?.doseIds ?? [])
  const stated = new Map((await loadStatedDoses(tx, doseIds)).map((dose) => [dose.id, dose]))
  return matches.map(({ reply, match, message }) => {
    const target = (message?.doseIds ?? []).flatMap((id) => stated.get(id) ?? [])
    const events = target.map((dose) => dose.events)
    return { reply, target, decision: decideEffect(readingOf(reply), match, events) }
  })
}

type Matched = {
  reply: ReadReply
  match: MatchDecision
  /** The message that it answers, or in review the proposal. */
  message: MatchMessage | undefined
}

const BAD_SHAPE: MatchDecision = { kind: "failed", reason: "bad_shape", flags: [] }

async function matchReplies(tx: Transaction, replies: readonly ReadReply[]): Promise<Matched[]> {
  const readable = replies.flatMap((reply) => (reply.call ? [questionOf(reply, reply.call)] : []))
  const facts = readable.length > 0 ? await loadMatchFacts(tx, readable) : new Map()
  return replies.map((reply) => {
    const { call, at, organization, skewed: clockSkewed } = reply
    const known = facts.get(reply.replyId)
    if (!call || !known) return { reply, match: BAD_SHAPE, message: undefined }
    const succeeded = call.hasEntity && (call.status ?? "SUCCESS") === "SUCCESS"
    const asked = { personKind: call.personKind, succeeded, at, clockSkewed }
    const match = matchReply({ ...known, organization }, asked)
    const messageId = match.kind === "matched" || match.kind === "review" ? match.messageId : null
    const message = known.messages.find((each: MatchMessage) => each.messageId === messageId)
    return { reply, match, message }
  })
}

function questionOf(reply: ReadReply, call: NonNullable<ReadReply["call"]>): FactsFor {
  const { replyId, patient, fromPhone, at } = reply
  const phones = [patient?.phone, patient?.additionalPhone]
  return {
    replyId,
    patientId: patient?.patientId ?? null,
    patientPhones: phones.filter((phone) => typeof phone === "string"),
    fromPhone,
    inboundMessageId: call.inboundMessageId,
    previousMessageId: call.previousMessageId,
    normalised: reply.words.normalised,
    at,
  }
}

function readingOf({ words, at }: ReadReply) {
  return { intent: words.intent, confidence: words.confidence, safety: words.safety !== null, at }
}

/** What acts whoever wrote it, and who is told. */
async function actAtOnce(
  tx: Transaction,
  work: Work,
  { reply, decision }: DecidedReply,
): Promise<void> {
  const patientId = reply.patient?.patientId ?? null
  const { state, flags } = decision
  const { intent, safety } = reply.words
  if (safety) {
    await openSafetyTask(tx, reply)
    work.publish("tasks", patientId)
  }
  const isHeard = state !== "failed" && state !== "quarantined"
  if (isHeard && (intent === "opt_out" || intent === "opt_in")) await applyConsentWord(tx, reply)
  if (patientId !== null) work.publish("patient", patientId)
  if (flags.includes("proved_arrival")) work.publish("messages", patientId)
  if (state !== "applied" && state !== "noted") work.publish("review", patientId)
}

async function auditAll(
  work: Work,
  rows: readonly LockedReply[],
  decided: readonly DecidedReply[],
): Promise<void> {
  const entries = new Map(decided.map((each) => [each.reply.replyId, decisionEntry(each)]))
  await work.audit(
    ...rows.map((row): AuditEntry => {
      const about = { subjectKind: "reply", subjectId: row.id, traceId: row.traceId }
      const entry = entries.get(row.id)
      return entry
        ? { ...about, ...entry }
        : { ...about, verb: "reply.interpreted", details: { skipped: row.state } }
    }),
  )
}

function decisionEntry({ reply, decision }: DecidedReply) {
  const { state, reason, rule, effect, messageId, flags } = decision
  return {
    verb: state === "quarantined" ? "reply.quarantined" : "reply.interpreted",
    patientId: reply.patient?.patientId ?? null,
    details: { state, reason, rule, effect, messageId, flags, intent: reply.words.intent },
  }
}
