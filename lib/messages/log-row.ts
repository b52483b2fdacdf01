import type { MessageKind, MessageState } from "@/db/enums"
import type { Instant } from "@/lib/time"

/** One outbound message as the log shows it. Instants are epoch milliseconds, UTC. */
export type LogRow = {
  id: string
  patientId: string
  patientName: string
  kind: MessageKind
  state: MessageState
  reason: string | null
  body: string
  phone: string
  parts: number
  attempts: number
  biotMessageId: string | null
  /** A reply proved that it arrived; BioT never said so. */
  isInferred: boolean
  createdAt: Instant
  notBefore: Instant
  sentAt: Instant | null
  expiresAt: Instant
  /** The staff member who asked for it; null for what the schedule sent. */
  by: string | null
  /** "Tue 3 Nov 08:00, Metformin", in order of due time. */
  doses: string[]
}

export type LogPage = {
  rows: LogRow[]
  nextCursor: string | null
  /** The states that tell of work under way or of trouble; only with the first page. */
  counts: Partial<Record<MessageState, number>> | null
  zone: string
}

/** The states in the address; anything else shows all. */
export type LogFilter = MessageState | "all"
