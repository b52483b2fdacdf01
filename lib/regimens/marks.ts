import { addDays, type LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { Recurrence, Slot, WindowOverrides } from "./schedule"
import { changesOf, lastVersion } from "./versions"

/** Where a regimen begins, changes or ends; `date` is the first day of which that is true. */
export type RegimenMark = {
  /** Stable: regimen and date. */
  id: string
  regimenId: string
  medication: string
  date: LocalDate
  kind: "started" | "changed" | "ended"
  /** What a change changed, of each kind at most one; empty otherwise. */
  differences: RegimenDifference[]
}

export type RegimenDifference =
  | { what: "dose"; before: string; after: string }
  /** `HH:MM`, in order. */
  | { what: "times"; before: string[]; after: string[] }
  | { what: "recurrence"; before: Recurrence; after: Recurrence }
  | { what: "reminders"; isOn: boolean }
  /** IANA names. */
  | { what: "zone"; before: string; after: string }
  | { what: "windows" }

export type MarkedVersion = {
  id: string
  startDate: LocalDate
  endDate: LocalDate | null
  createdAt: Instant
  timeZone: string
  doseText: string
  slots: readonly Slot[]
  recurrence: Recurrence
  windows?: WindowOverrides | undefined
  isReminding: boolean
}

/** `doseText`: as the regimen began. `versions` in order of their first day, all once in force. */
export type VersionedRegimen = {
  id: string
  medication: string
  doseText: string
  versions: MarkedVersion[]
}

/** What was to be taken on a date: by the version in force or, after the last, by that one. */
export function doseTextOn({ versions, doseText }: VersionedRegimen, date: LocalDate): string {
  return versions.findLast(({ startDate }) => startDate <= date)?.doseText ?? doseText
}

/** The marks of regimens from `fromDate` to `toDate`, both included, in order of date. */
export function regimenMarks(
  regimens: readonly VersionedRegimen[],
  { fromDate, toDate }: { fromDate: LocalDate; toDate: LocalDate },
): RegimenMark[] {
  return regimens
    .flatMap(marksOf)
    .filter(({ date }) => date >= fromDate && date <= toDate)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

function marksOf(regimen: VersionedRegimen): RegimenMark[] {
  const changes = changesOf(regimen.versions).toReversed()
  const marks = changes.flatMap(({ startDate, schedule }, index) => {
    const before = changes[index - 1]?.schedule
    if (!before) return [markOf(regimen, startDate, "started")]
    const differences = differencesOf(before, schedule)
    return differences.length > 0 ? [markOf(regimen, startDate, "changed", differences)] : []
  })
  const endDate = lastVersion(regimen.versions)?.endDate ?? null
  return endDate === null ? marks : [...marks, markOf(regimen, addDays(endDate, 1), "ended")]
}

function markOf(
  { id, medication }: VersionedRegimen,
  date: LocalDate,
  kind: RegimenMark["kind"],
  differences: RegimenDifference[] = [],
): RegimenMark {
  return { id: `${id} ${date} ${kind}`, regimenId: id, medication, date, kind, differences }
}

export function differencesOf(before: MarkedVersion, after: MarkedVersion): RegimenDifference[] {
  const times = ({ slots }: MarkedVersion) => slots.map(({ localTime }) => localTime).sort()
  const windows = ({ windows: given = {} }: MarkedVersion) => Object.entries(given).sort()
  const found: (RegimenDifference & { from: unknown; to: unknown })[] = [
    {
      ...{ what: "dose", before: before.doseText, after: after.doseText },
      ...{ from: before.doseText, to: after.doseText },
    },
    {
      ...{ what: "times", before: times(before), after: times(after) },
      ...{ from: times(before), to: times(after) },
    },
    {
      ...{ what: "recurrence", before: before.recurrence, after: after.recurrence },
      ...{ from: before.recurrence, to: after.recurrence },
    },
    {
      ...{ what: "reminders", isOn: after.isReminding },
      ...{ from: before.isReminding, to: after.isReminding },
    },
    {
      ...{ what: "zone", before: before.timeZone, after: after.timeZone },
      ...{ from: before.timeZone, to: after.timeZone },
    },
    { what: "windows", from: windows(before), to: windows(after) },
  ]
  return found
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to))
    .map(({ from: _, to: __, ...difference }) => difference)
}
