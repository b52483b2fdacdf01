import "server-only"
import { setTimeout as sleep } from "node:timers/promises"
import type { MessageState } from "@/db/enums"
import { mintSystemContext, type SystemContext } from "@/lib/auth/context"
import { sendSms } from "@/lib/biot/sms"
import { log } from "@/lib/log"
import { rematchAfterSend } from "@/lib/replies/rematch"
import { SECOND_MS } from "@/lib/time"
import { type ClaimedMessage, claimMessage } from "./claim"
import { outcomeOf, type SendOutcome } from "./outcome"
import { recordSend } from "./record"

const RECORD_ATTEMPTS = 4

export type Delivered = { messageId: string; state: MessageState; reason: string | null }

/**
 * Claims one message (the one named, or the next in the queue), sends it and records what became of
 * it. Null: not allowed by the pace yet, or nothing to do. Never throws for what BioT does.
 */
export async function deliverMessage(messageId: string): Promise<Delivered | null> {
  const claim = await claimMessage(Date.now(), messageId)
  return claim.kind === "claimed" ? sendClaimed(claim.message) : null
}

/** The POST, outside any transaction, and its record. Nothing here tries a second POST. */
export async function sendClaimed(message: ClaimedMessage): Promise<Delivered> {
  const ctx = mintSystemContext(message.organizationId, "deliver-message", message.traceId)
  const outcome = message.refusal
    ? { kind: "failed" as const, reason: message.refusal }
    : await attempt(message)
  const recorded = await recordFirmly(ctx, message, outcome)
  if (outcome.kind === "sent" && outcome.biotMessageId !== null) await rematch(ctx, message.id)
  return { messageId: message.id, ...(recorded ?? { state: "unknown", reason: "moved_on" }) }
}

async function attempt({ id, phone, body, traceId }: ClaimedMessage): Promise<SendOutcome> {
  try {
    const outcome = outcomeOf(await sendSms({ phone, body, traceId }))
    if (outcome.kind !== "sent") log.warn({ ...outcome, messageId: id, traceId }, "not accepted")
    return outcome
  } catch (error) {
    log.error({ err: error, messageId: id, traceId }, "a send was interrupted")
    return { kind: "unknown", reason: "interrupted" }
  }
}

/** A send is a fact: a database that is away for a moment must not turn it into "unknown". */
async function recordFirmly(ctx: SystemContext, message: ClaimedMessage, outcome: SendOutcome) {
  const of = { messageId: message.id, patientId: message.patientId, outcome }
  for (let tries = 1; ; tries += 1) {
    try {
      return await recordSend(ctx, { ...of, now: Date.now() })
    } catch (error) {
      if (tries === RECORD_ATTEMPTS) throw error
      log.warn({ err: error, messageId: message.id }, "recording a send is tried again")
      await sleep(tries * SECOND_MS)
    }
  }
}

/** A reply may have come before the id was saved. */
async function rematch(ctx: SystemContext, messageId: string): Promise<void> {
  try {
    await rematchAfterSend(ctx, { messageId })
  } catch (error) {
    log.error({ err: error, messageId }, "earlier replies could not be matched again")
  }
}
