import type { TaskLevel, TaskState } from "@/db/enums"
import { DAY_MS, type Instant, MINUTE_MS } from "@/lib/time"

/** Within how many minutes somebody has to take a safety task. */
export type SafetyTargets = { emergencyMinutes: number; urgentMinutes: number }

export type SafetyFacts = {
  /** Null in tasks from before levels were kept; those count as emergencies. */
  level: TaskLevel | null
  state: TaskState
  openedAt: Instant
  acknowledgedAt: Instant | null
}

/**
 * `waiting`: nobody has it and the target has not passed; `escalated`: nobody has it and it has;
 * `taken`: somebody has it; `overdue`: somebody has had it for a day.
 */
export type SafetyPhase = "waiting" | "escalated" | "taken" | "overdue" | "closed"

/** Whoever took a task is asked for its end after so long. */
export const CLOSES_WITHIN_MS = DAY_MS

/** When a safety task is escalated if nobody takes it. */
export function targetAt({ level, openedAt }: SafetyFacts, targets: SafetyTargets): Instant {
  const minutes = level === "urgent" ? targets.urgentMinutes : targets.emergencyMinutes
  return openedAt + minutes * MINUTE_MS
}

/** How a safety task stands at `now`: the one rule of the timer, on screens and for the worker. */
export function safetyPhase(task: SafetyFacts, targets: SafetyTargets, now: Instant): SafetyPhase {
  if (task.state === "closed") return "closed"
  if (task.acknowledgedAt === null) {
    return now >= targetAt(task, targets) ? "escalated" : "waiting"
  }
  return now - task.acknowledgedAt >= CLOSES_WITHIN_MS ? "overdue" : "taken"
}

const ORDER: readonly SafetyPhase[] = ["escalated", "waiting", "overdue", "taken", "closed"]

/** What has waited too long stands first; within a phase emergencies, then the oldest. */
export function byUrgency<T extends SafetyFacts>(
  tasks: readonly T[],
  targets: SafetyTargets,
  now: Instant,
): T[] {
  const rank = (task: T) => ORDER.indexOf(safetyPhase(task, targets, now))
  const weight = ({ level }: T) => (level === "urgent" ? 1 : 0)
  return [...tasks].sort(
    (a, b) => rank(a) - rank(b) || weight(a) - weight(b) || a.openedAt - b.openedAt,
  )
}

/** A length of time as the timer says it: "22 min", "3 h 5 min", "2 days". */
export type Length =
  | { unit: "minutes"; n: number }
  | { unit: "hours"; n: number; minutes: number }
  | { unit: "days"; n: number }

export function lengthOf(ms: number): Length {
  const total = Math.max(0, Math.floor(ms / MINUTE_MS))
  if (total < 60) return { unit: "minutes", n: total }
  const hours = Math.floor(total / 60)
  if (hours < 24) return { unit: "hours", n: hours, minutes: total % 60 }
  return { unit: "days", n: Math.floor(hours / 24) }
}

/** What the timer says beside a task: for how long it waited, has left, or was taken. */
export type Timer = { says: "escalated" | "waiting" | "overdue"; length: Length }

export function timerOf(task: SafetyFacts, targets: SafetyTargets, now: Instant): Timer | null {
  const phase = safetyPhase(task, targets, now)
  if (phase === "escalated") return { says: phase, length: lengthOf(now - task.openedAt) }
  if (phase === "waiting") {
    return { says: phase, length: lengthOf(targetAt(task, targets) - now + MINUTE_MS - 1) }
  }
  if (phase !== "overdue") return null
  return { says: phase, length: lengthOf(now - (task.acknowledgedAt ?? now)) }
}
