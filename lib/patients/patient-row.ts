import type { DoseState } from "@/db/enums"
import type { Instant } from "@/lib/time"
import type { ReplyNotice } from "./reach"

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
  trend: number | null
  currentGap: number
  lastTakenAt: Instant | null
  needReasons: string[]
  isEnabled: boolean
  isOptedOut: boolean
  /** Somebody else has the number too, in this organization or outside. */
  isShared: boolean
  /** Why the patient cannot answer, or may not be able to. */
  reply: ReplyNotice | null
  openSafety: number
  waitingReplies: number
}

export type PatientsPage = {
  rows: PatientRow[]
  nextCursor: string | null
  /** How many patients match in all; only with the first page. */
  total: number | null
}
