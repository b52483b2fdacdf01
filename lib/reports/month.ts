import { Temporal } from "temporal-polyfill"
import type { LocalDate } from "@/lib/local-date"
import type { Medication, MedicationVersion, Period } from "@/lib/regimens/medications"
import { lastVersion } from "@/lib/regimens/versions"
import type { MonthDose, MonthEvent } from "./month-dose"

/** `YYYY-MM` of somebody's calendar. */
export type Month = string

const MONTH = /^(19|20)\d{2}-(0[1-9]|1[0-2])$/

/** The month in an address; what is none is the month of `today`. */
export function readMonth(given: unknown, today: LocalDate): Month {
  return typeof given === "string" && MONTH.test(given) ? given : monthOf(today)
}

export const monthOf = (date: LocalDate): Month => date.slice(0, 7)

/** Its first and last day. */
export function datesOfMonth(month: Month): { from: LocalDate; to: LocalDate } {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month)
  return { from: `${month}-01`, to: `${month}-${daysInMonth}` }
}

export function addMonths(month: Month, months: number): Month {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString()
}

export type MonthDay = { date: LocalDate; day: number; weekday: number }

/** Its days; `weekday` is ISO, 1 is Monday. */
export function daysOfMonth(month: Month): MonthDay[] {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month)
  return Array.from({ length: daysInMonth }, (_, index) => {
    const date = Temporal.PlainYearMonth.from(month).toPlainDate({ day: index + 1 })
    return { date: date.toString(), day: date.day, weekday: date.dayOfWeek }
  })
}

/** A place in a week; `day` is null where another month's day would stand. */
export type WeekPlace = { weekday: number; day: MonthDay | null }

/** Its days in weeks that begin on `firstWeekday` (ISO). */
export function weeksOfMonth(month: Month, firstWeekday: number): WeekPlace[][] {
  const days = daysOfMonth(month)
  const before = ((days[0]?.weekday ?? 1) - firstWeekday + 7) % 7
  const weeks = Math.ceil((before + days.length) / 7)
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, place) => ({
      weekday: ((firstWeekday - 1 + place) % 7) + 1,
      day: days[week * 7 + place - before] ?? null,
    })),
  )
}

export type MonthRow = {
  regimenId: string
  medication: string
  /** All that held on its days, in order of the first; a change within the month adds one. */
  doseTexts: string[]
  slot: string
  byDate: Map<LocalDate, MonthDose>
}

/** A row for each regimen and time of day, by time, then medication. */
export function rowsOf(doses: readonly MonthDose[]): MonthRow[] {
  const rows = new Map<string, MonthRow>()
  for (const dose of doses) {
    const { regimenId, medication, doseText, slot } = dose
    const key = `${regimenId} ${slot}`
    const row: MonthRow = rows.get(key) ?? {
      regimenId,
      medication,
      doseTexts: [],
      slot,
      byDate: new Map(),
    }
    if (!row.doseTexts.includes(doseText)) row.doseTexts.push(doseText)
    row.byDate.set(dose.localDate, dose)
    rows.set(key, row)
  }
  return [...rows.values()].sort(
    (a, b) => compare(a.slot, b.slot) || compare(a.medication, b.medication),
  )
}

/** On `date` the version begins to hold or, where the medication ends with it, holds last. */
export type ChangeIn = {
  medication: string
  date: LocalDate
  kind: "began" | "ended"
  version: MedicationVersion
}

/** What of the medications began, changed or ended on the days, the earliest first. */
export function changesIn(
  medications: readonly Medication[],
  { from, to }: { from: LocalDate; to: LocalDate },
): ChangeIn[] {
  return medications
    .flatMap(changesOfOne)
    .filter(({ date }) => date >= from && date <= to)
    .sort((a, b) => compare(a.date, b.date))
}

function changesOfOne({ medication, versions, changes }: Medication): ChangeIn[] {
  const began = changes.map(({ startDate, schedule }) => {
    return { medication, date: startDate, kind: "began" as const, version: schedule }
  })
  const last = lastVersion(versions)
  const date = last?.endDate ?? null
  return last === null || date === null
    ? began
    : [...began, { medication, date, kind: "ended", version: last }]
}

/** The medications that were to be taken on any of the days, with the version that held last. */
export function medicationsIn(
  medications: readonly Medication[],
  { from, to }: { from: LocalDate; to: LocalDate },
): { medication: string; version: MedicationVersion }[] {
  return medications.flatMap(({ medication, versions }) => {
    const version = versions.findLast(
      ({ startDate, endDate }) => startDate <= to && (endDate === null || endDate >= from),
    )
    return version ? [{ medication, version }] : []
  })
}

export function periodsIn(
  periods: readonly Period[],
  { from, to }: { from: LocalDate; to: LocalDate },
): Period[] {
  return periods.filter(
    ({ fromDate, toDate }) => fromDate <= to && (toDate === null || toDate >= from),
  )
}

export type Correction = { dose: MonthDose; event: MonthEvent }

/** What staff said of single doses, in the order in which they did. */
export function correctionsOf(doses: readonly MonthDose[]): Correction[] {
  return doses
    .flatMap((dose) => dose.events.map((event) => ({ dose, event })))
    .filter(({ event }) => event.source === "staff")
    .sort((a, b) => a.event.recordedAt - b.event.recordedAt)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
