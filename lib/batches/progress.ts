import type { MessageState } from "@/db/enums"
import type { Refusal } from "@/lib/messages/gate"
import type { Instant } from "@/lib/time"
import type { BatchResult } from "./limits"

/** How far one text to many has come. Instants are epoch milliseconds, UTC. */
export type BatchSummary = {
  id: string
  body: string
  going: number
  skipped: number
  createdAt: Instant
  releaseAt: Instant
  /** Who sent it, and who stopped it. */
  by: string
  stoppedAt: Instant | null
  stoppedBy: string | null
  states: Partial<Record<MessageState, number>>
}

export type BatchProgress = BatchSummary & {
  refusals: { code: Refusal; patients: number }[]
  /** Of those queued, how many wait for their patient's sending hours, and until when the first. */
  held: { patients: number; firstAt: Instant | null }
  queue: { waiting: number; perSecond: number }
  zone: string
  /** The server's clock, by which a browser counts down. */
  now: Instant
}

export type BatchRecipient = {
  /** Of the verdict; the next page begins after the last one. */
  id: string
  patientId: string
  name: string
  phone: string | null
  zone: string
  /** `skipped`: the gate or the sender left this patient out. */
  result: Exclude<BatchResult, "all">
  reason: string | null
  parts: number | null
  notBefore: Instant | null
  sentAt: Instant | null
  biotMessageId: string | null
}
export type RecipientsPage = { rows: BatchRecipient[]; nextCursor: string | null }

/** `waiting`: the undo window; `sending`: some still wait or are under way; `done`: nothing moves. */
export type BatchStage = "waiting" | "sending" | "undone" | "stopped" | "done"

export function stageOf(batch: BatchSummary, now: Instant): BatchStage {
  const { stoppedAt, releaseAt, going, states } = batch
  if (stoppedAt !== null) {
    return stoppedAt < releaseAt && states.cancelled === going ? "undone" : "stopped"
  }
  if (openOf(batch) === 0) return "done"
  return now < releaseAt ? "waiting" : "sending"
}

/** How many still wait or are under way. */
export function openOf({ states }: Pick<BatchSummary, "states">): number {
  return (states.queued ?? 0) + (states.sending ?? 0)
}
