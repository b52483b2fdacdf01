import type { TaskLevel, TaskState } from "@/db/enums"
import type { Instant } from "@/lib/time"
import type { SafetyTargets } from "./safety-timer"

/** What Today and Review show above everything else. */
export type SafetyBoard = {
  now: Instant
  zone: string
  targets: SafetyTargets
  /** What the automatic answer tells patients in danger to call; null while it is off. */
  toldToCall: string | null
  /** Who is looking. */
  staffId: string
  tasks: SafetyLine[]
  /** How many there are, of which `tasks` are the most urgent. */
  total: number
}

export type SafetyLine = {
  taskId: string
  level: TaskLevel | null
  state: TaskState
  patientId: string | null
  patientName: string
  /** Whom to call: the patient's number, else the sender's. */
  phone: string | null
  replyId: string
  /** Null: another patient's, perhaps, and an admin's to read. */
  words: string | null
  openedAt: Instant
  escalatedAt: Instant | null
  ownerId: string | null
  acknowledgedBy: string | null
  acknowledgedAt: Instant | null
  /** One line for each, under the writer's name. */
  note: string | null
}
