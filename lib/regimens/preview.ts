import { Temporal } from "temporal-polyfill"
import { addDays, type LocalDate, localDateAt, localTimeAt } from "@/lib/local-date"
import { isWithin, type SendingHours } from "@/lib/messages/sending-hours"
import type { Instant } from "@/lib/time"
import { bundleDoses, expandDoses } from "./occurrences"
import { excusingPeriod, type PeriodSpan } from "./periods"
import { type ExpectedDose, type PlacedAhead, replanDoses } from "./replan"
import { resolveWindows, type Schedule, type WindowOverrides } from "./schedule"

const DAYS_AHEAD = 14
const STEP_DAYS = 28
/** A dose a year is the rarest that a schedule can say. */
const FARTHEST_DAYS = 800

export type PlannedVersion = Schedule & { isReminding: boolean }
export type PlannedRegimen = {
  /** Null: it is about to be started. */
  id: string
  medication: string
  versions: readonly PlannedVersion[]
}

export type SendNote =
  | { kind: "gap"; wanted: string }
  | { kind: "clocks_change"; date: LocalDate }
  | { kind: "outside_hours"; isAgreed: boolean }

export type PreviewedSend = {
  at: Instant
  localDate: LocalDate
  /** `HH:MM` on the patient's wall. */
  time: string
  /** Doses of other regimens that the same text asks about. */
  together: { medication: string; slot: string }[]
  notes: SendNote[]
}

export type Around = {
  others: readonly PlannedRegimen[]
  periods: readonly PeriodSpan[]
  /** IANA. */
  zone: string
  hours: SendingHours
  /** The patient agreed to scheduled texts outside the hours. */
  isAgreed: boolean
  now: Instant
}

/**
 * The next reminders that ask about `own`, from the day `from` on and after now, as the schedule will
 * send them: bundled with the patient's other regimens, none on excused days.
 */
export function previewSends(
  own: PlannedRegimen,
  { from, count }: { from: LocalDate; count: number },
  around: Around,
): PreviewedSend[] {
  const mine = nextDoses(own, { from, count }, around)
  const [first, last] = [mine.at(0), mine.at(-1)]
  if (!first || !last) return []
  const [start, end] = [addDays(first.localDate, -1), addDays(last.localDate, 1)]
  const others = around.others.flatMap((regimen) => dosesOf(regimen, start, end, around.periods))
  const bundles = bundleDoses([...mine, ...others.filter(({ dueAt }) => dueAt > around.now)])
  let before = around.now
  return bundles.flatMap((bundle): PreviewedSend[] => {
    const [earliest] = bundle
    const asked = bundle.filter((dose) => dose.regimenId === own.id)
    if (!earliest || asked.length === 0) return []
    const at = earliest.dueAt
    const notes = notesOf({ at, before, asked }, around)
    before = at
    const together = bundle
      .filter((dose) => dose.regimenId !== own.id)
      .map(({ medication, slot }) => ({ medication, slot }))
    const time = localTimeAt(at, around.zone)
    return [{ at, localDate: localDateAt(at, around.zone), time, together, notes }]
  })
}

type Planned = ExpectedDose & { regimenId: string; medication: string }

/** Enough doses to fill `count` reminders, even where two of one regimen share one. */
function nextDoses(
  own: PlannedRegimen,
  { from, count }: { from: LocalDate; count: number },
  { periods, now }: Around,
): Planned[] {
  const found: Planned[] = []
  for (let day = 0; day < FARTHEST_DAYS; day += STEP_DAYS) {
    const start = addDays(from, day)
    found.push(...dosesOf(own, start, addDays(start, STEP_DAYS - 1), periods))
    const ahead = found.filter(({ dueAt }) => dueAt > now)
    const bundles = bundleDoses(ahead)
    if (bundles.length >= count) return bundles.slice(0, count).flat()
  }
  return found.filter(({ dueAt }) => dueAt > now)
}

function dosesOf(
  { id, medication, versions }: PlannedRegimen,
  from: LocalDate,
  to: LocalDate,
  periods: readonly PeriodSpan[],
): Planned[] {
  return versions
    .filter(({ isReminding }) => isReminding)
    .flatMap((version) => expectedDoses(version, from, to, undefined))
    .map((dose) => ({ ...dose, regimenId: id, medication }))
    .filter((dose) => excusingPeriod(dose, periods) === null)
}

function notesOf(
  { at, before, asked }: { at: Instant; before: Instant; asked: readonly Planned[] },
  { zone, hours, isAgreed }: Around,
): SendNote[] {
  const changed = clocksChangedBetween(before, at, zone)
  const moved = asked.find(({ dueAt, slot }) => localTimeAt(dueAt, zone) !== slot)
  const isOutside = !isWithin(localTimeAt(at, zone), hours)
  return [
    ...(changed === null ? [] : [{ kind: "clocks_change" as const, date: changed }]),
    ...(moved ? [{ kind: "gap" as const, wanted: moved.slot }] : []),
    ...(isOutside ? [{ kind: "outside_hours" as const, isAgreed }] : []),
  ]
}

/** The day on which the clocks of `zone` last changed between two moments; null: they did not. */
function clocksChangedBetween(before: Instant, at: Instant, zone: string): LocalDate | null {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const changed = there.getTimeZoneTransition("previous")
  if (!changed || changed.epochMilliseconds <= before) return null
  return changed.toPlainDate().toString()
}

/** The doses that a version expects, dates in the patient's calendar, both included. */
export function expectedDoses(
  schedule: Schedule,
  from: LocalDate,
  to: LocalDate,
  organizationWindows: WindowOverrides | undefined,
): ExpectedDose[] {
  const { timeZone } = schedule
  const windows = resolveWindows(organizationWindows, schedule.windows)
  return expandDoses(schedule, from, to, windows).map(({ label: _, ...dose }) => ({
    ...dose,
    timeZone,
  }))
}

/** What becomes of a regimen's doses ahead if `versions` are what it expects; see `replanDoses`. */
export function previewEffect(
  existing: readonly PlacedAhead[],
  versions: readonly Schedule[],
  { windows, now }: { windows: WindowOverrides; now: Instant },
): { added: number; moved: number; cancelled: number } {
  const dates = existing.map(({ localDate }) => localDate)
  const expected = versions.flatMap((version) => {
    const today = localDateAt(now, version.timeZone)
    const until = [...dates, addDays(today, DAYS_AHEAD)].sort().at(-1) ?? today
    return expectedDoses(version, addDays(today, -1), until, windows)
  })
  const { insert, update, cancel, revive } = replanDoses(existing, expected, now)
  const revived = new Set(revive.map(({ doseId }) => doseId)).size
  const added = insert.filter(({ isCancelled }) => !isCancelled).length + revived
  return { added, moved: update.length, cancelled: cancel.length }
}
