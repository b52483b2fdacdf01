import type { DoseState } from "@/db/enums"
import { HOUR_MS, type Instant } from "@/lib/time"

/** A run of doses not taken, and the hours between the takes on either side; null where none is. */
export type Stretch = { doses: number; hours: number | null }

export type RunDose = { state: DoseState; dueAt: Instant; takenAt: Instant | null }

const NONE: Stretch = { doses: 0, hours: null }

/** What a dose does to a run; everything that cannot be assessed is neutral. */
const EFFECT: Record<DoseState, "taken" | "missing" | "neutral"> = {
  taken_on_time: "taken",
  taken_late: "taken",
  taken_confirmed: "taken",
  not_taken: "missing",
  no_response: "missing",
  conflicting: "missing",
  not_reminded: "neutral",
  excused: "neutral",
  cancelled: "neutral",
  scheduled: "neutral",
  pending: "neutral",
}

/**
 * Where closed doses, ordered by due time, stand now: takes in a row up to the last one, or doses
 * without a reported take in a row and the hours from the last take to `now`.
 */
export function runs(
  doses: readonly RunDose[],
  now: Instant,
): { streak: number; currentGap: Stretch } {
  let streak = 0
  let missing = 0
  let lastTake: Instant | null = null
  for (const dose of doses) {
    if (EFFECT[dose.state] === "taken") {
      streak += 1
      missing = 0
      lastTake = takeTime(dose)
    } else if (EFFECT[dose.state] === "missing") {
      streak = 0
      missing += 1
    }
  }
  const currentGap = missing === 0 ? NONE : { doses: missing, hours: hours(lastTake, now) }
  return { streak, currentGap }
}

/** The longest run without a reported take, the current one included; of two as long, the later. */
export function longestGap(doses: readonly RunDose[], now: Instant): Stretch {
  let longest = NONE
  let missing = 0
  let lastTake: Instant | null = null
  for (const dose of doses) {
    if (EFFECT[dose.state] === "missing") missing += 1
    if (EFFECT[dose.state] !== "taken") continue
    const takenAt = takeTime(dose)
    if (missing > 0 && missing >= longest.doses) {
      longest = { doses: missing, hours: hours(lastTake, takenAt) }
    }
    missing = 0
    lastTake = takenAt
  }
  if (missing > 0 && missing >= longest.doses) {
    longest = { doses: missing, hours: hours(lastTake, now) }
  }
  return longest
}

/** The median hours between takes that follow one another; an excused dose between breaks a pair. */
export function medianHoursBetween(doses: readonly RunDose[]): number | null {
  const between: number[] = []
  let lastTake: Instant | null = null
  for (const dose of doses) {
    if (dose.state === "excused") lastTake = null
    if (EFFECT[dose.state] !== "taken") continue
    const takenAt = takeTime(dose)
    const elapsed = hours(lastTake, takenAt)
    if (elapsed !== null) between.push(elapsed)
    lastTake = takenAt
  }
  if (between.length === 0) return null
  between.sort((a, b) => a - b)
  const upper = between[Math.floor(between.length / 2)] ?? 0
  const lower = between[Math.floor((between.length - 1) / 2)] ?? upper
  return (lower + upper) / 2
}

/** Staff may confirm a dose without a time; the due time stands in for it. */
function takeTime(dose: RunDose): Instant {
  return dose.takenAt ?? dose.dueAt
}

function hours(from: Instant | null, to: Instant): number | null {
  return from === null ? null : Math.max(0, (to - from) / HOUR_MS)
}
