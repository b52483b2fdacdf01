import "server-only"
import type { ReplyReason, ReplyState } from "@/db/enums"
import { isPassing } from "@/db/passing"
import { mintPluginContext, type PluginContext, type SystemContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { INCOMING_SMS, type PluginCall, readCall } from "@/lib/biot/envelope"
import { gathered } from "@/lib/gather"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import { noteDestination } from "@/lib/static-numbers/learn"
import type { Instant } from "@/lib/time"
import { answerFirmly } from "./answer-safety"
import { markFailed } from "./apply-decision"
import { type Interpretation, interpretReplies, UNDECIDED } from "./interpret"
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
  const read = readCall(payload)
  const { parsed } = read
  if (parsed.ok && parsed.call.actionName !== INCOMING_SMS) {
    return { result: "ignored", action: parsed.call.actionName }
  }
  if (!parsed.ok) log.warn({ issues: parsed.issues }, "a plugin call does not fit its schema")
  const stored = await storeCall(read, now)
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
  const call = parsed.ok ? parsed.call : null
  const { isCry, ...interpreted } = await interpretGathered({ ctx, replyId, now, call })
  if (isCry) await answerFirmly({ organizationId, traceId }, { replyId, now })
  return { result: "stored", replyId, ...interpreted }
}

type Gathered = {
  ctx: PluginContext
  replyId: string
  now: Instant
  call: PluginCall | null
}

const interpretGathered = gathered(interpretTogether, {
  most: 16,
  lanes: 1,
  together: ({ ctx }) => ctx.organizationId,
  // Two replies of one sender must not be decided side by side: each may be about the other.
  apart: ({ call }) =>
    call ? [call.senderId, call.originationNumber].filter((key) => key !== null) : [],
})

/** Throws only for several; each of them is then tried alone. */
async function interpretTogether(inputs: readonly Gathered[]): Promise<Interpretation[]> {
  const [first] = inputs
  if (!first) return []
  if (inputs.length === 1) return [await interpretFirmly(first.ctx, first)]
  const replyIds = inputs.map(({ replyId }) => replyId)
  const now = Math.max(...inputs.map((input) => input.now))
  const calls = new Map(inputs.map(({ replyId, call }) => [replyId, call]))
  return interpretReplies(first.ctx, { replyIds, now, calls })
}

/**
 * `interpretReplies` of one, whose failure is kept with the row: as `failed`, for a person to see,
 * or, when the database was away, as `received`, for the worker to try again. Never throws.
 */
export async function interpretFirmly(
  ctx: PluginContext | SystemContext,
  { replyId, now, call }: { replyId: string; now: Instant; call?: PluginCall | null },
): Promise<Interpretation> {
  const calls = call === undefined ? undefined : new Map([[replyId, call]])
  try {
    const [interpreted] = await interpretReplies(ctx, { replyIds: [replyId], now, calls })
    return interpreted ?? UNDECIDED
  } catch (error) {
    log.error({ err: error, replyId, traceId: ctx.traceId }, "a reply was not interpreted")
    if (isPassing(error)) return UNDECIDED
    try {
      await recordFailure(ctx, replyId)
      return { state: "failed", reason: "interpretation_failed", isCry: false }
    } catch {
      return UNDECIDED
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
