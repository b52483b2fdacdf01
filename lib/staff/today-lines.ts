import type { Role, TaskCause } from "@/db/enums"
import type { NeedReason } from "@/lib/patients/need"
import type { SafetyBoard } from "@/lib/tasks/safety-board"
import type { Instant } from "@/lib/time"

/** What `GET /api/today` answers: the work of one person now, most pressing section first. */
export type Today = {
  now: Instant
  /** The organization's. */
  zone: string
  role: Role
  staffId: string
  safety: SafetyBoard
  sections: TodaySection[]
}

/** `total` says how many there are, of which `lines` are the first; with `isMore` there are more. */
type Of<K extends string, L> = { key: K; total: number; isMore?: boolean; lines: L[] }

export type TodaySection =
  | Of<"due", DueLine>
  | Of<"follow_up", FollowUpLine>
  | Of<"conversations", ConversationLine>
  | Of<"sends", SendLine>
  | Of<"attention", AttentionLine>
  | Of<"review", ReviewLine>
  | Of<"biot", BiotLine>
  | Of<"settings", SettingsLine>
export type SectionKey = TodaySection["key"]
export type SectionOf<K extends SectionKey> = Extract<TodaySection, { key: K }>

type Person = { patientId: string; name: string }

/** Doses of one time of day, with nothing said about them. */
export type DueLine = Person & {
  doseId: string
  slot: string
  medications: string[]
  isReminded: boolean
  dueAt: Instant
}

export type FollowUpLine = Person & {
  taskId: string
  cause: TaskCause
  note: string | null
  ownerId: string | null
  owner: string | null
  openedAt: Instant
  dueAt: Instant | null
}

export type ConversationLine = Person & {
  replyId: string
  said: "safety" | "contradiction" | "help" | "question" | "other"
  words: string
  isUnread: boolean
  isMine: boolean
  assignee: string | null
  at: Instant
}

export type SendLine = Person & { messageId: string; state: "failed" | "unknown"; at: Instant }

/** A patient with what asks for attention, heaviest first. */
export type AttentionLine = Person & { items: AttentionLineItem[]; openedAt: Instant | null }
export type AttentionLineItem = NeedReason & {
  id: string
  fromDate: string | null
  toDate: string | null
}

export const REVIEW_QUEUES = [
  "unmatched",
  "review",
  "failed",
  "quarantined",
  "send_failed",
  "send_unknown",
] as const
export type ReviewLine = { queue: (typeof REVIEW_QUEUES)[number]; n: number; oldestAt: Instant }

export type BiotLine = {
  standing: "down" | "silent" | "untried" | "well"
  lastReplyAt: Instant | null
}

/** What an admin left open, or what stopped. */
export const SETTINGS_PROBLEMS = [
  "no_sender",
  "schedule_off",
  "pull_failed",
  "no_static_number",
] as const
export type SettingsLine = { problem: (typeof SETTINGS_PROBLEMS)[number] }
