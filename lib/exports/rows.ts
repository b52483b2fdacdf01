import type { DoseState, MessageKind, MessageState } from "@/db/enums"
import type { Figures } from "@/lib/doses/figures"
import type { LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"

export type DoseRow = {
  id: string
  patientId: string
  patient: string
  medication: string
  localDate: LocalDate
  slot: string
  timeZone: string
  dueAt: Instant
  closesAt: Instant
  state: DoseState
  takenAt: Instant | null
  onTime: boolean
  reminded: boolean
  replied: boolean
}

export type MessageRow = {
  id: string
  patientId: string
  patient: string
  kind: MessageKind
  state: MessageState
  reason: string | null
  parts: number
  createdAt: Instant
  sentAt: Instant | null
  isByPerson: boolean
  doses: number
  biotMessageId: string | null
}

export type FiguresRow = {
  patientId: string
  patient: string
  from: LocalDate
  to: LocalDate
  figures: Figures
}
