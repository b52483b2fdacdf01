import "server-only"
import type { ReplyReason, ReplyState } from "@/db/enums"
import { isPassing } from "@/db/passing"
import { mintPluginContext, type PluginContext, type SystemContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { INCOMING_SMS, parseEnvelope } from "@/lib/biot/envelope"
import { gathered } from "@/lib/gather"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import { noteDestination } from "@/lib/static-numbers/learn"
import type { Instant } from "@/lib/time"
import { markFailed } from "./apply-decision"
import { type Interpretation, interpretReplies } from "./interpret"
import { storeCall } from "./store"

export type Received =
  | { result: "ignored"; action: string }
  | { result: "repeated"; replyId: string }
  | { result: "stored"; replyId: string; state: ReplyState; reason: ReplyReason | null }

/**
 * What becomes of an authenticated plugin call: stored first, durably, and only then interpreted,
 * in a transaction of its own whose failure loses nothing. Throws only if it could not be stored.
 * Other actions than `_incomingSms` are ignored. Source: design 3-replies, The pipeline.
 */
export async function receiveCall(payload: unknown, now: Instant): Promise<Received> {
  const parsed = parseEnvelope(payload)
  if (parsed.ok && parsed.call.actionName !== INCOMING_SMS) {
    return { result: "ignored", action: parsed.call.actionName }
  }
  if (!parsed.ok) log.warn({ issues: parsed.issues }, "a plugin call does not fit its schema")
  const stored = await storeCall(payload, parsed.ok ? parsed.call : null, now)
  const { replyId, organizationId, state } = stored
  if (!stored.isNew) return { result: "repeated", replyId }
  if (organizationId === null) {
    log.warn({ replyId }, "a plugin call belongs to no known organization")
    return { result: "stored", replyId, state, reason: null }
  }
  if (parsed.ok) {
    noteDestination({ organizationId, toPhone: parsed.call.destinationNumber })
  }
  const traceId = (parsed.ok && parsed.call.traceId) || newId()
  const ctx = mintPluginContext(organizationId, traceId)
  const sender = parsed.ok ? [parsed.call.senderId, parsed.call.originationNumber] : []
  const interpreted = await interpretGathered({ ctx, replyId, now, sender })
  return { result: "stored", replyId, ...interpreted }
}

type Gathered = {
  ctx: PluginContext
  replyId: string
  now: Instant
  /** Whose two replies must not be decided side by side: each may be about the other. */
  sender: readonly (string | null)[]
}

const interpretGathered = gathered(interpretTogether, {
  most: 16,
  lanes: 1,
  together: ({ ctx }) => ctx.organizationId,
  apart: ({ sender }) => sender.filter((key) => key !== null),
})

/** Throws only for several; each of them is then tried alone. */
async function interpretTogether(inputs: readonly Gathered[]): Promise<Interpretation[]> {
  const [first] = inputs
  if (!first) return []
  if (inputs.length === 1) return [await interpretFirmly(first.ctx, first)]
  const replyIds = inputs.map(({ replyId }) => replyId)
  const now = Math.max(...inputs.map((input) => input.now))
  return interpretReplies(first.ctx, { replyIds, now })
}

/**
 * `interpretReplies` of one, whose failure is kept with the row: as `failed`, for a person to see,
 * or, when the database was away, as `received`, for the worker to try again. Never throws.
 */
export async function interpretFirmly(
  ctx: PluginContext | SystemContext,
  { replyId, now }: { replyId: string; now: Instant },
): Promise<Interpretation> {
  try {
    const [interpreted] = await interpretReplies(ctx, { replyIds: [replyId], now })
    return interpreted ?? { state: "received", reason: null }
  } catch (error) {
    log.error({ err: error, replyId, traceId: ctx.traceId }, "a reply was not interpreted")
    if (isPassing(error)) return { state: "received", reason: null }
    try {
      await recordFailure(ctx, replyId)
      return { state: "failed", reason: "interpretation_failed" }
    } catch {
      return { state: "received", reason: null }
    }
  }
}

async function recordFailure(ctx: PluginContext | SystemContext, replyId: string): Promise<void> {
  await writeAs(ctx, "replies.interpret", async (tx, work) => {
    const isMarked = await markFailed(tx, replyId)
    if (isMarked) work.publish("review")
    const subject = { subjectKind: "reply", subjectId: replyId }
    await work.audit({ ...subject, verb: "reply.not_interpreted", details: { isMarked } })
  })
}
