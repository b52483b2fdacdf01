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

/** Doses without a reported take in a row, and the takes on either side; null where none is. */
export type Gap<D> = { missing: D[]; before: D | null; after: D | null }

/** Every gap in closed doses, ordered by due time; the last has no take after it if it is current. */
export function gapsOf<D extends RunDose>(doses: readonly D[]): Gap<D>[] {
  const gaps: Gap<D>[] = []
  let missing: D[] = []
  let before: D | null = null
  for (const dose of doses) {
    if (EFFECT[dose.state] === "missing") missing.push(dose)
    if (EFFECT[dose.state] !== "taken") continue
    if (missing.length > 0) gaps.push({ missing, before, after: dose })
    missing = []
    before = dose
  }
  return missing.length > 0 ? [...gaps, { missing, before, after: null }] : gaps
}

/** The gap with the most doses; of two as long, the later. */
export function longestOf<D>(gaps: readonly Gap<D>[]): Gap<D> | null {
  return gaps.reduce<Gap<D> | null>(
    (longest, gap) => (longest && gap.missing.length < longest.missing.length ? longest : gap),
    null,
  )
}

/** The longest run without a reported take, the current one included. */
export function longestGap(doses: readonly RunDose[], now: Instant): Stretch {
  const longest = longestOf(gapsOf(doses))
  if (!longest) return NONE
  const { missing, before, after } = longest
  const lastTake = before && takeTime(before)
  return { doses: missing.length, hours: hours(lastTake, after ? takeTime(after) : now) }
}

/** The takes in a row that are the streak. */
export function streakOf<D extends RunDose>(doses: readonly D[]): D[] {
  const lastMissing = doses.findLastIndex(({ state }) => EFFECT[state] === "missing")
  return doses.slice(lastMissing + 1).filter(({ state }) => EFFECT[state] === "taken")
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

/** When a dose was taken. Staff may confirm one without a time; the due time stands in for it. */
export function takeTime(dose: Pick<RunDose, "dueAt" | "takenAt">): Instant {
  return dose.takenAt ?? dose.dueAt
}

function hours(from: Instant | null, to: Instant): number | null {
  return from === null ? null : Math.max(0, (to - from) / HOUR_MS)
}
