import type {
  Confidence,
  DoseEventKind,
  DoseEventSource,
  DoseState,
  ExcuseKind,
  Intent,
  MatchRule,
  MessageKind,
  MessageState,
  ReplyFlag,
  ReplyReason,
  ReplyState,
  TaskCause,
  TaskKind,
  TaskState,
} from "@/db/enums"
import type { Suspicion } from "@/lib/consent/suspect"
import type { ConversationState } from "@/lib/conversations/state"
import type { PackedDoses } from "@/lib/doses/packed"
import type { LocalDate } from "@/lib/local-date"
import type { RegimenMark } from "@/lib/regimens/marks"
import type { Instant } from "@/lib/time"
import type { NeedReason } from "./need"
import type { Period } from "./period"
import type { NumberOwner } from "./phone-owners"
import type { ReplyNotice } from "./reach"

/** What `GET /api/patients/[id]/timeline` answers. Instants are epoch milliseconds, UTC. */
export type SentTimeline = Omit<PatientTimeline, "doses"> & { doses: PackedDoses }

/** The same as the screen works with it, see `openTimeline`. */
export type PatientTimeline = {
  patient: TimelinePatient
  now: Instant
  /** The patient's date at `now`. */
  today: LocalDate
  period: Period
  /** First and last local day of the period; the figures are about these. */
  fromDate: LocalDate
  toDate: LocalDate
  /** The last day that the grid shows: a few coming ones where the period ends today. */
  gridToDate: LocalDate
  /**
   * In order of due time; those of the coming days last. Besides the period's, always those of the
   * last 30 days, for the short figures and the trend. Cancelled doses are left out.
   */
  doses: TimelineDose[]
  /** In order of date: where a schedule begins, changes or ends within the days shown. */
  changes: RegimenMark[]
  /** In order of their first day; those that touch the days shown. */
  excused: ExcusedSpan[]
  /** Of the last `threadDays` days, oldest first. */
  threadDays: number
  messages: TimelineMessage[]
  replies: TimelineReply[]
  notes: TimelineNote[]
  conversation: ConversationState
}

/** What `GET /api/patients/[id]/doses` answers: the same days' doses without all else. */
export type SentPeriod = Omit<PatientPeriod, "doses"> & { doses: PackedDoses }
export type PatientPeriod = Pick<
  PatientTimeline,
  "now" | "today" | "period" | "fromDate" | "toDate" | "doses" | "changes" | "excused"
>

/** The periods that stand beside the chosen one. */
export const SHORT_PERIODS = [7, 30] as const

/** Days, in the patient's calendar and both included, whose doses are left out of the figures. */
export type ExcusedSpan = {
  id: string
  /** Null: every medication. */
  regimenId: string | null
  medication: string | null
  kind: ExcuseKind
  reason: string
  fromDate: LocalDate
  /** Null: until somebody ends it. */
  toDate: LocalDate | null
}

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
  /** Why an opt-out is suspected that only the carrier knows of. */
  suspicion: Suspicion | null
  /** Set for who was deleted in BioT: kept with their history, texted no more. */
  deletedAt: Instant | null
  /** Other people of the organization, of any kind, with the same number. */
  sharedWith: NumberOwner[]
  /** How many people of other organizations have it. */
  ownersOutside: number
  /** Who has the number as additional one: replies arrive all the same. */
  additionalOf: NumberOwner[]
  /** What asks for attention now, heaviest first; on the patient's calendar. */
  attention: TimelineAttention[]
  /** What staff set aside, as long as its rule rests. */
  dealtWith: TimelineDealtWith[]
  tasks: TimelineTask[]
}

/** A rule that holds, with the doses and days that it rests on; no days: it rests on none. */
export type TimelineAttention = NeedReason & {
  id: string
  doseIds: string[]
  fromDate: LocalDate | null
  toDate: LocalDate | null
  openedAt: Instant
}

export type TimelineDealtWith = NeedReason & {
  id: string
  closedAt: Instant
  /** Until when the rule opens nothing new. */
  restsUntil: Instant
  by: string | null
  note: string | null
}

export type TimelineTask = {
  id: string
  kind: TaskKind
  state: TaskState
  cause: TaskCause
  replyId: string | null
  openedAt: Instant
  /** Of a follow-up: by when, whose it is, the doses that it is about, what was noted. */
  dueAt: Instant | null
  ownerId: string | null
  owner: string | null
  doseIds: string[]
  note: string | null
}

/** One dose as the grid, the figures and the patterns need it; its evidence is read when it opens. */
export type TimelineDose = {
  id: string
  regimenId: string
  medication: string
  doseText: string
  localDate: LocalDate
  /** `HH:MM`, the patient's clock. */
  slot: string
  /** IANA zone of that clock, which may have been another one than today's. */
  zone: string
  dueAt: Instant
  opensAt: Instant
  onTimeUntil: Instant
  closesAt: Instant
  state: DoseState
  takenAt: Instant | null
  onTime: boolean
  /** Reported taken, but before the window opened or after it closed. */
  outsideWindow: boolean
  reminded: boolean
  /** Any reply was matched to it, whatever it said. */
  replied: boolean
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
  /** The step in which staff said it, and of how many doses at once; null: of this one alone. */
  correction: { id: string; doses: number } | null
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
