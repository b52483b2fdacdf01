import "server-only"
import type { Transaction } from "@/db/client"
import type { ReplyReason, ReplyState } from "@/db/enums"
import type { PluginContext, SystemContext } from "@/lib/auth/context"
import { type AuditEntry, type Work, writeAs } from "@/lib/auth/unit-of-work"
import { patientsWithPhone } from "@/lib/consent/queries"
import { markUnread, type UnreadReply } from "@/lib/conversations/unread"
import { loadStatedDoses } from "@/lib/doses/restate"
import { cancelledEntries } from "@/lib/messages/cancel-queued"
import type { Instant } from "@/lib/time"
import {
  applyConsentWord,
  applyEffects,
  type DecidedReply,
  openSafetyTask,
  renewConsent,
  saveDecisions,
} from "./apply-decision"
import { decideEffect } from "./decide"
import { type FactsFor, type LoadedFacts, loadMatchFacts } from "./facts"
import { dosesAskedBy, reopenFollowers } from "./followers"
import { type MatchDecision, type MatchMessage, matchReply } from "./match"
import { isDisputed, needsReading } from "./needs-reading"
import { othersWords } from "./own-statements"
import {
  type KnownCalls,
  type LockedReply,
  lockReplies,
  type ReadReply,
  readReplies,
} from "./read-reply"

export type Interpretation = {
  state: ReplyState
  reason: ReplyReason | null
  /** A safety word was heard now, of a patient. */
  isCry: boolean
}

/** Nobody could say yet; the worker takes it up. */
export const UNDECIDED: Interpretation = { state: "received", reason: null, isCry: false }

/**
 * Decides what stored replies of one organization mean and does it, in one transaction; no two may
 * be of the same patient or number. A row that is not in state `received` has been decided already
 * and is left alone. Gives one answer for each id, in order. Throws `not_found`, and what Postgres
 * throws; nothing is then changed. Source: design 3-replies, Deciding.
 */
export async function interpretReplies(
  ctx: PluginContext | SystemContext,
  input: {
    replyIds: readonly string[]
    now: Instant
    /** What is known of the stored calls already, so that they need not be read again. */
    calls?: KnownCalls | undefined
  },
): Promise<Interpretation[]> {
  return writeAs(ctx, "replies.interpret", async (tx, work) => {
    const rows = await lockReplies(tx, input.replyIds, input.calls)
    const answers = new Map<string, Interpretation>()
    const fresh = rows.filter(({ state }) => state === "received")
    for (const { id, state, reason } of rows) answers.set(id, { state, reason, isCry: false })
    const decided = await settle(tx, work, rows, ctx.organizationId, input.now)
    for (const { reply, decision } of decided) {
      const isCry = reply.words.safety !== null && reply.patient !== null
      const { state, reason } = decision
      answers.set(reply.replyId, { state, reason, isCry })
    }
    if (fresh.length > 0) await readLaterAgain(tx, work, decided, ctx.organizationId, input.now)
    return input.replyIds.map((id) => answers.get(id) ?? UNDECIDED)
  })
}

/** Decides those of the locked replies that wait, and does it. */
async function settle(
  tx: Transaction,
  work: Work,
  rows: readonly LockedReply[],
  organizationId: string,
  now: Instant,
): Promise<DecidedReply[]> {
  const fresh = rows.filter(({ state }) => state === "received")
  const decided = await decideReplies(tx, await readReplies(tx, fresh, organizationId, now))
  for (const each of decided) await actAtOnce(tx, work, each)
  await markUnread(tx, decided.flatMap(toRead))
  await saveDecisions(tx, decided)
  await applyEffects(tx, decided, now)
  await auditAll(work, rows, decided)
  return decided
}

/** What a person should read of it, in the patient's conversation. */
function toRead({ reply, decision }: DecidedReply): UnreadReply[] {
  const { patient, replyId, at, words } = reply
  if (patient === null || !needsReading({ ...decision, intent: words.intent })) return []
  return [{ replyId, patientId: patient.patientId, at, isNews: isDisputed(decision.reason) }]
}

/**
 * Reads again what was sent after these replies and came before them, as far as it may now mean
 * something else, in the order in which it was sent: what came of it must not depend on when it
 * arrived.
 */
async function readLaterAgain(
  tx: Transaction,
  work: Work,
  decided: readonly DecidedReply[],
  organizationId: string,
  now: Instant,
): Promise<void> {
  const done = new Set(decided.map(({ reply }) => reply.replyId))
  let waiting = await reopenFollowers(tx, decided, done)
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    done.add(next.id)
    const again = await settle(tx, work, await lockReplies(tx, [next.id]), organizationId, now)
    const more = await reopenFollowers(tx, again, done)
    waiting = [...waiting, ...more].sort((a, b) => a.at - b.at)
  }
}

async function decideReplies(
  tx: Transaction,
  replies: readonly ReadReply[],
): Promise<DecidedReply[]> {
  const matches = await matchReplies(tx, replies)
  const asked = await dosesAskedBy(
    tx,
    replies.flatMap(({ earlierMessageId }) => earlierMessageId ?? []),
  )
  const doseIds = [...matches.flatMap(({ message }) => message?.doseIds ?? []), ...asked.all]
  const stated = new Map((await loadStatedDoses(tx, doseIds)).map((dose) => [dose.id, dose]))
  return matches.map(({ reply, match, message, hasLater }) => {
    const dosesOf = (ids: readonly string[]) => ids.flatMap((id) => stated.get(id) ?? [])
    const target = dosesOf(message?.doseIds ?? [])
    const earlier = asked.by.get(reply.earlierMessageId ?? "") ?? []
    const left = dosesOf(earlier.filter((id) => !message?.doseIds.includes(id)))
    const events = target.map((dose) => othersWords(reply.replyId, dose.events))
    return {
      reply,
      target,
      left,
      hasLater,
      decision: decideEffect(readingOf(reply), match, events),
    }
  })
}

type Matched = {
  reply: ReadReply
  match: MatchDecision
  /** The message that it answers, or in review the proposal. */
  message: MatchMessage | undefined
  hasLater: boolean
}

const NO_FACTS: ReadonlyMap<string, LoadedFacts> = new Map()
const BAD_SHAPE: MatchDecision = { kind: "failed", reason: "bad_shape", flags: [] }

async function matchReplies(tx: Transaction, replies: readonly ReadReply[]): Promise<Matched[]> {
  const readable = replies.flatMap((reply) => (reply.call ? [questionOf(reply, reply.call)] : []))
  const facts = readable.length > 0 ? await loadMatchFacts(tx, readable) : NO_FACTS
  return replies.map((reply) => {
    const { call, at, organization, skewed: clockSkewed } = reply
    const known = facts.get(reply.replyId)
    if (!call || !known) {
      return { reply, match: BAD_SHAPE, message: undefined, hasLater: false }
    }
    const succeeded = call.hasEntity && (call.status ?? "SUCCESS") === "SUCCESS"
    const asked = { personKind: call.personKind, succeeded, at, clockSkewed }
    const match = matchReply({ ...known, organization }, asked)
    const messageId = match.kind === "matched" || match.kind === "review" ? match.messageId : null
    const message = known.messages.find((each: MatchMessage) => each.messageId === messageId)
    return { reply, match, message, hasLater: known.hasLater }
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
    const opened = await openSafetyTask(tx, reply)
    if (opened.length > 0) await work.audit(...opened)
    work.publish("tasks", patientId)
  }
  const isHeard = state !== "failed" && state !== "quarantined"
  if (isHeard && (intent === "opt_out" || intent === "opt_in")) await heedConsent(tx, work, reply)
  else if (reply.isReadAgain) await renewConsent(tx, reply)
  if (patientId !== null) work.publish("patient", patientId)
  if (flags.includes("proved_arrival")) work.publish("messages", patientId)
  if (state !== "applied" && state !== "noted") work.publish("review", patientId)
}

/** The number may be somebody else's too, whose screens must not go on as before. */
async function heedConsent(tx: Transaction, work: Work, reply: ReadReply): Promise<void> {
  const cancelled = await applyConsentWord(tx, reply)
  const traceId = reply.traceId
  const entries = cancelledEntries(cancelled, "opted_out").map((each) => ({ ...each, traceId }))
  if (entries.length > 0) await work.audit(...entries)
  for (const patientId of new Set(cancelled.map((each) => each.patientId))) {
    work.publish("messages", patientId)
  }
  if (reply.fromPhone === null) return
  for (const id of await patientsWithPhone(tx, reply.fromPhone)) work.publish("patient", id)
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
