import type {
  Confidence,
  DoseEventKind,
  DoseEventSource,
  DoseState,
  Intent,
  MatchRule,
  MessageKind,
  MessageState,
  ReplyFlag,
  ReplyReason,
  ReplyState,
  TaskState,
} from "@/db/enums"
import type { Figures } from "@/lib/doses/figures"
import type { LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { NumberOwner } from "./phone-owners"
import type { ReplyNotice } from "./reach"

/** What `GET /api/patients/[id]/timeline` answers. Instants are epoch milliseconds, UTC. */
export type PatientTimeline = {
  patient: TimelinePatient
  now: Instant
  /** The patient's date at `now`. */
  today: LocalDate
  /** How many local days up to today `doses`, `messages` and `replies` cover. */
  days: TimelineDays
  /** First and last local day of `doses`. */
  fromDate: LocalDate
  toDate: LocalDate
  figures: Record<FigurePeriod, Figures>
  /** In order of due time; those of the coming days last. Cancelled doses are left out. */
  doses: TimelineDose[]
  /** In order of time, oldest first. */
  messages: TimelineMessage[]
  replies: TimelineReply[]
  notes: TimelineNote[]
}

export const FIGURE_PERIODS = [7, 30, 90] as const
export type FigurePeriod = (typeof FIGURE_PERIODS)[number]

export const TIMELINE_DAYS = [30, 90] as const
export type TimelineDays = (typeof TIMELINE_DAYS)[number]

export type TimelinePatient = {
  id: string
  name: string
  /** False: BioT shows no name, and `name` says so. */
  isNameShared: boolean
  phone: string | null
  zone: string
  isEnabled: boolean
  /** The portal's own zone of the patient, which outranks BioT's; null: there is none. */
  zoneOverride: string | null
  /** Why the patient cannot answer, or may not be able to. */
  reply: ReplyNotice | null
  isOptedOut: boolean
  optedOutAt: Instant | null
  /** Set for who was deleted in BioT: kept with their history, texted no more. */
  deletedAt: Instant | null
  /** Other people of the organization, of any kind, with the same number. */
  sharedWith: NumberOwner[]
  /** How many people of other organizations have it. */
  ownersOutside: number
  /** Who has the number as additional one: replies arrive all the same. */
  additionalOf: NumberOwner[]
  needReasons: string[]
  tasks: TimelineTask[]
}

export type TimelineTask = {
  id: string
  kind: string
  state: TaskState
  replyId: string
  openedAt: Instant
}

export type TimelineDose = {
  id: string
  regimenId: string
  medication: string
  doseText: string
  localDate: LocalDate
  slot: string
  dueAt: Instant
  opensAt: Instant
  onTimeUntil: Instant
  closesAt: Instant
  state: DoseState
  takenAt: Instant | null
  onTime: boolean
  outsideWindow: boolean
  contradictory: boolean
  reminded: boolean
  /** The dose and its state in words, "Tue 3 Nov 08:00, Metformin: no reply". */
  sentence: string
  /** "Tue 3 Nov". */
  day: string
  /** Ids of the events that the state rests on. */
  deciding: string[]
  events: TimelineEvent[]
}

export type TimelineEvent = {
  id: string
  kind: DoseEventKind
  source: DoseEventSource
  at: Instant
  recordedAt: Instant
  takenAt: Instant | null
  replyId: string | null
  messageId: string | null
  voids: string | null
  reason: string | null
  /** The staff member's name. */
  by: string | null
}

export type TimelineMessage = {
  id: string
  kind: MessageKind
  state: MessageState
  reason: string | null
  body: string
  parts: number
  biotMessageId: string | null
  isInferred: boolean
  attempts: number
  createdAt: Instant
  notBefore: Instant
  sentAt: Instant | null
  doseIds: string[]
  by: string | null
}

export type TimelineReply = {
  id: string
  body: string | null
  /** When the patient sent it, as far as known; else when we got it. */
  at: Instant
  receivedAt: Instant
  state: ReplyState
  reason: ReplyReason | null
  intent: Intent | null
  confidence: Confidence | null
  matchRule: MatchRule | null
  flags: ReplyFlag[]
  messageId: string | null
  inboundMessageId: string | null
  previousMessageId: string | null
  decidedBy: string | null
  decisionNote: string | null
}

export const LONGEST_NOTE = 2_000

/** What staff wrote about the patient; it stays as it was written. */
export type TimelineNote = { id: string; body: string; at: Instant; by: string | null }
