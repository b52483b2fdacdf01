import type { DoseState, ListBand, TaskCause, TaskKind, TaskState } from "@/db/enums"
import type { Instant } from "@/lib/time"
import type { NeedReason } from "./need"
import type { ReplyNotice } from "./reach"

/** The open task that comes first, and how many wait beside it. */
export type OpenTask = {
  id: string
  kind: TaskKind
  cause: TaskCause
  state: TaskState
  dueAt: Instant | null
  /** Null: nobody's. */
  owner: string | null
  more: number
}

/** One patient of the list. `strip` is the last 14 local days, oldest first, states by due time. */
export type PatientRow = {
  id: string
  name: string
  phone: string | null
  zone: string
  strip: DoseState[][]
  taken30: number
  expected30: number
  /** Of `expected30`: without a reply or contradictory, so the range's upper end. */
  undecided30: number
  band: ListBand
  trend: number | null
  currentGap: number
  lastTakenAt: Instant | null
  /** The sum of the reasons' weights, by which the list is ordered; 0 needs no attention. */
  need: number
  needReasons: NeedReason[]
  isEnabled: boolean
  isOptedOut: boolean
  /** Somebody else has the number too, in this organization or outside. */
  isShared: boolean
  /** Why the patient cannot answer, or may not be able to. */
  reply: ReplyNotice | null
  openSafety: number
  openTask: OpenTask | null
  /** Replies that wait in Review. */
  waitingReplies: number
  /** Something in the conversation should be read. */
  isUnread: boolean
}

/** How many match; with `isMore` there are more than were counted. */
export type Counted = { n: number; isMore: boolean }

export type PatientsPage = {
  rows: PatientRow[]
  nextCursor: string | null
  /** How many patients match in all; only with the first page. */
  total: Counted | null
}
