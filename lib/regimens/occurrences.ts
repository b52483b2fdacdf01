import { Temporal } from "temporal-polyfill"
import { addDays, daysBetween, type LocalDate } from "@/lib/local-date"
import { memoized } from "@/lib/memoized"
import type { Recurrence, Schedule, Windows } from "@/lib/regimens/schedule"
import { resolveWindows } from "@/lib/regimens/schedule"
import { type Instant, MINUTE_MS } from "@/lib/time"

const CLOSES_BEFORE_NEXT_MS = 30 * MINUTE_MS
const BUNDLE_MS = 30 * MINUTE_MS
/** A window closes within 24 h and a zone may skip a date, so the next dose matters no later. */
const LOOK_AHEAD_DAYS = 3

export type Occurrence = { localDate: LocalDate; slot: string; label: string; dueAt: Instant }

export type DoseWindow = { opensAt: Instant; onTimeUntil: Instant; closesAt: Instant }

/**
 * The doses that a schedule expects from `fromDate` to `toDate`, both included, in the patient's
 * calendar, ordered by due time, then slot. `localDate` and `slot` (`HH:MM`) stay as written when a
 * gap of the clock moves `dueAt` forward; an overlap gives its first passing; a date that the zone
 * skips gives none. Source: design 4-adherence, Schedules.
 */
export function occurrences(
  schedule: Schedule,
  fromDate: LocalDate,
  toDate: LocalDate,
): Occurrence[] {
  const first = fromDate > schedule.startDate ? fromDate : schedule.startDate
  const last = schedule.endDate !== null && schedule.endDate < toDate ? schedule.endDate : toDate
  const found: Occurrence[] = []
  for (let date = first; date <= last; date = addDays(date, 1)) {
    if (!recursOn(schedule.recurrence, schedule.startDate, date)) continue
    for (const slot of schedule.slots) {
      const dueAt = dueInstant(date, slot.localTime, schedule.timeZone)
      if (dueAt !== null) {
        found.push({ localDate: date, slot: slot.localTime, label: slot.label, dueAt })
      }
    }
  }
  return found.sort((a, b) => a.dueAt - b.dueAt || (a.slot < b.slot ? -1 : 1))
}

/**
 * `occurrences` with each dose's window. The next dose is looked for beyond `toDate`, so a dose
 * has the same window whatever range it is expanded in. `windows` are the organization's and the
 * regimen's overrides resolved; by default the schedule's own over the defaults.
 */
export function expandDoses(
  schedule: Schedule,
  fromDate: LocalDate,
  toDate: LocalDate,
  windows: Windows = resolveWindows(schedule.windows),
): (Occurrence & DoseWindow)[] {
  if (fromDate > toDate) return []
  // From the day before, for a gap at midnight may carry a dose of that day past the first of ours.
  const around = occurrences(schedule, addDays(fromDate, -1), addDays(toDate, LOOK_AHEAD_DAYS))
  return around.flatMap((dose, index) => {
    if (dose.localDate < fromDate || dose.localDate > toDate) return []
    const next = around.slice(index + 1).find((other) => other.dueAt > dose.dueAt)
    return [{ ...dose, ...doseWindow(dose.dueAt, next?.dueAt ?? null, windows) }]
  })
}

/**
 * When a dose may be answered. It closes at the earlier of `closesAfterMinutes` after it is due and
 * 30 minutes before the regimen's next dose; doses less than an hour apart share the time between
 * them half and half, so that no window closes before its dose is due.
 */
export function doseWindow(
  dueAt: Instant,
  nextDueAt: Instant | null,
  windows: Windows,
): DoseWindow {
  const latest = dueAt + windows.closesAfterMinutes * MINUTE_MS
  const closesAt =
    nextDueAt !== null && nextDueAt > dueAt
      ? Math.min(latest, closeBefore(dueAt, nextDueAt))
      : latest
  return {
    opensAt: dueAt - windows.opensBeforeMinutes * MINUTE_MS,
    onTimeUntil: Math.min(dueAt + windows.onTimeMinutes * MINUTE_MS, closesAt),
    closesAt,
  }
}

/** When a dose has to close for the regimen's next one, which is due after it. */
export function closeBefore(dueAt: Instant, nextDueAt: Instant): Instant {
  const halfway = dueAt + Math.floor((nextDueAt - dueAt) / 2)
  return Math.max(nextDueAt - CLOSES_BEFORE_NEXT_MS, halfway)
}

/**
 * Groups the doses of ONE patient that share a reminder: every dose within 30 minutes of the
 * earliest of its bundle. Bundles and their doses are in order of due time.
 */
export function bundleDoses<T extends { dueAt: Instant }>(doses: readonly T[]): T[][] {
  const bundles: T[][] = []
  for (const dose of [...doses].sort((a, b) => a.dueAt - b.dueAt)) {
    const current = bundles.at(-1)
    const earliest = current?.[0]
    if (current && earliest && dose.dueAt - earliest.dueAt <= BUNDLE_MS) current.push(dose)
    else bundles.push([dose])
  }
  return bundles
}

function recursOn(recurrence: Recurrence, startDate: LocalDate, date: LocalDate): boolean {
  switch (recurrence.kind) {
    case "daily":
      return true
    case "weekdays":
      return recurrence.days.includes(weekdayOf(date))
    case "every":
      return daysBetween(startDate, date) % recurrence.days === 0
    case "cycle":
      return daysBetween(startDate, date) % (recurrence.on + recurrence.off) < recurrence.on
  }
}

const weekdayOf = memoized(1_000, (date: LocalDate) => Temporal.PlainDate.from(date).dayOfWeek)

/** Whole organizations are planned by the same few days, times and zones. */
const dueInstant = memoized(
  10_000,
  (date: LocalDate, localTime: string, timeZone: string): Instant | null => {
    const due = Temporal.PlainDateTime.from(`${date}T${localTime}`).toZonedDateTime(timeZone, {
      disambiguation: "compatible",
    })
    // A gap late in the evening may carry a dose past midnight; only a date without any hour has none.
    const isMoved = due.toPlainDate().toString() !== date
    return isMoved && !dateExists(date, timeZone) ? null : due.epochMilliseconds
  },
)

function dateExists(date: LocalDate, timeZone: string): boolean {
  const midnight = Temporal.PlainDate.from(date).toZonedDateTime(timeZone)
  return midnight.toPlainDate().toString() === date
}
