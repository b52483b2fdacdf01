import type { LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import { ASKED_TOGETHER_MS } from "./keep-apart"
import { closeBefore, type DoseWindow } from "./occurrences"

export type PlannedTimes = DoseWindow & { timeZone: string; dueAt: Instant }
export type ExpectedDose = PlannedTimes & { localDate: LocalDate; slot: string }

/** A dose that is there already, as far as planning it anew is concerned. */
export type PlacedAhead = ExpectedDose & {
  id: string
  /** Somebody was or may have been asked about it, or said something of it. */
  isTouched: boolean
  /** Cancelled or excused, by whomever. */
  isHidden: boolean
  /** What a change of regimen or zone cancelled it by, as far as it stands. */
  cancelledBy: readonly string[]
}

export type Replan<T extends ExpectedDose> = {
  /** `isCancelled`: it is only written down, lest a later planning add it. */
  insert: (T & { isCancelled: boolean })[]
  update: { id: string; times: PlannedTimes }[]
  cancel: string[]
  revive: { doseId: string; eventId: string }[]
}

/**
 * What is to become of ONE regimen's doses when its schedule expects `expected`, past days of the
 * range included. Past and touched doses never change. A new dose within the hour of one that the
 * schedule left behind, and that may be asked about, is not taken twice: it is cancelled. Source:
 * design 4-adherence, Schedules (effective-dated).
 */
export function replanDoses<T extends ExpectedDose>(
  existing: readonly PlacedAhead[],
  expected: readonly T[],
  now: Instant,
): Replan<T> {
  const plan: Replan<T> = { insert: [], update: [], cancel: [], revive: [] }
  const there = new Map(existing.map((dose) => [keyOf(dose), dose]))
  const keys = new Set(expected.map(keyOf))
  const leftBehind = existing.filter(
    (dose) => !isFree(dose, now) && !dose.isHidden && !keys.has(keyOf(dose)),
  )
  for (const dose of closeInTime(expected)) {
    if (dose.dueAt <= now) continue
    const found = there.get(keyOf(dose))
    const isCancelled = leftBehind.some(
      ({ dueAt }) => Math.abs(dueAt - dose.dueAt) <= ASKED_TOGETHER_MS,
    )
    if (!found) plan.insert.push({ ...dose, isCancelled })
    else if (isFree(found, now)) settle(plan, found, isCancelled ? null : dose)
  }
  for (const dose of existing) {
    if (isFree(dose, now) && !keys.has(keyOf(dose))) settle(plan, dose, null)
  }
  return plan
}

/** A dose that may change, as it is wanted now; null: it is not. */
function settle<T extends ExpectedDose>(
  plan: Replan<T>,
  dose: PlacedAhead,
  wanted: PlannedTimes | null,
): void {
  if (!wanted) {
    if (dose.cancelledBy.length === 0) plan.cancel.push(dose.id)
    return
  }
  if (!haveSameTimes(dose, wanted)) plan.update.push({ id: dose.id, times: timesOf(wanted) })
  for (const eventId of dose.cancelledBy) plan.revive.push({ doseId: dose.id, eventId })
}

/** Windows that end in time for the next dose, which may be another version's; in order of due time. */
export function closeInTime<T extends DoseWindow & { dueAt: Instant }>(doses: readonly T[]): T[] {
  const inOrder = [...doses].sort((a, b) => a.dueAt - b.dueAt)
  return inOrder.map((dose, index) => {
    const next = inOrder.slice(index + 1).find(({ dueAt }) => dueAt > dose.dueAt)
    if (!next) return dose
    const closesAt = Math.min(dose.closesAt, closeBefore(dose.dueAt, next.dueAt))
    return { ...dose, closesAt, onTimeUntil: Math.min(dose.onTimeUntil, closesAt) }
  })
}

function isFree(dose: PlacedAhead, now: Instant): boolean {
  return dose.dueAt > now && !dose.isTouched
}

function timesOf({ timeZone, dueAt, opensAt, onTimeUntil, closesAt }: PlannedTimes): PlannedTimes {
  return { timeZone, dueAt, opensAt, onTimeUntil, closesAt }
}

function haveSameTimes(a: PlannedTimes, b: PlannedTimes): boolean {
  return (
    a.timeZone === b.timeZone &&
    a.dueAt === b.dueAt &&
    a.opensAt === b.opensAt &&
    a.onTimeUntil === b.onTimeUntil &&
    a.closesAt === b.closesAt
  )
}

function keyOf({ localDate, slot }: { localDate: LocalDate; slot: string }): string {
  return `${localDate} ${slot}`
}
