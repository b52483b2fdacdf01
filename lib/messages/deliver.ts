import "server-only"
import type { MessageState } from "@/db/enums"
import { sendSms } from "@/lib/biot/sms"
import { log } from "@/lib/log"
import { type ClaimedMessage, claimMessages } from "./claim"
import { outcomeOf, type SendOutcome } from "./outcome"
import { recordTogether } from "./record-together"

export type Delivered = { messageId: string; state: MessageState; reason: string | null }

/**
 * Claims the message named, sends it and records what became of it. Null: not allowed by the pace
 * yet, or not queued. Never throws for what BioT does.
 */
export async function deliverMessage(messageId: string): Promise<Delivered | null> {
  const claim = await claimMessages(Date.now(), { messageId })
  const message = claim.kind === "claimed" ? claim.messages[0] : undefined
  return message ? sendClaimed(message) : null
}

/** The POST, outside any transaction, and its record. Nothing here tries a second POST. */
export async function sendClaimed(message: ClaimedMessage): Promise<Delivered> {
  const outcome = message.refusal ?? (await attempt(message))
  const recorded = await recordTogether(message, outcome)
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
