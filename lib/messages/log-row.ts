import type { MessageKind, MessageState } from "@/db/enums"
import type { NamedDose } from "@/lib/doses/named-dose"
import type { LocalDate } from "@/lib/local-date"
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
  batchId: string | null
  /** The template that the text was made from. */
  template: { name: string; version: number } | null
  againOf: string | null
  /** The message by which it was sent again. */
  againId: string | null
  /** In order of due time. */
  doses: LogDose[]
}

export type LogDose = NamedDose & { id: string }

export type LogPage = {
  rows: LogRow[]
  nextCursor: string | null
  /** The states that tell of work under way or of trouble; only with the first page. */
  counts: Partial<Record<MessageState, number>> | null
  zone: string
  /** Who may have asked, and the patient it is narrowed to; only with the first page. */
  people: { id: string; name: string }[] | null
  patientName: string | null
}

/** What narrows the log; all of it stands in the address, so nobody is in it by name. */
export type LogFilters = {
  state: MessageState | null
  kind: MessageKind | null
  /** The id of who asked, `person` for anybody, `schedule` for nobody. */
  by: string | null
  /** Days of the organization's calendar, the last one included. */
  from: LocalDate | null
  to: LocalDate | null
  patientId: string | null
}

/** One message with why it was let go and what became of it, step by step. */
export type MessageDetail = {
  row: LogRow
  zone: string
  traceId: string
  /** Null for one from before the gate's verdicts were kept. */
  verdict: { at: Instant; warnings: string[]; heldUntil: Instant | null } | null
  trail: TrailStep[]
}

/** A step of the audit; `by` is a person's name, else null; `note` is what they said about it. */
export type TrailStep = {
  at: Instant
  verb: string
  reason: string | null
  by: string | null
  note: string | null
}
