import type { TaskState } from "@/db/enums"
import type { Instant } from "@/lib/time"

/** What `GET /api/today` answers: the work of one person now, most pressing section first. */
export type Today = {
  now: Instant
  zone: string
  safety: SafetyLine[]
  sections: TodaySection[]
}

export type SafetyLine = {
  taskId: string
  state: TaskState
  patientId: string | null
  patientName: string
  replyId: string
  words: string | null
  openedAt: Instant
  acknowledgedBy: string | null
  acknowledgedAt: Instant | null
}

export type TodaySection = {
  key: "due" | "sends" | "conversations" | "attention" | "review" | "biot"
  title: string
  /** How many there are, of which `lines` are the first. */
  total: number
  lines: TodayLine[]
  /** Where all of them are, and how the link says it. */
  all: { href: string; label: string } | null
  /** What stands here when there is nothing. */
  empty: string
}

export type TodayLine = {
  key: string
  href: string
  title: string
  detail: string
  /** Shown as "8 min ago"; null where time says nothing. */
  at: Instant | null
  tone: "normal" | "warning" | "danger"
}
