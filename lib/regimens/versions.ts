import { grouped } from "@/lib/grouped"
import { addDays, type LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import { rezoneVersion } from "./rezone"
import type { Recurrence } from "./schedule"

type Dates = { startDate: LocalDate; endDate: LocalDate | null }
export type VersionDates = Dates & { id: string }

/** What a person saw of a regimen when they decided: its last version and where that ends. */
export type SeenVersion = { versionId: string; endDate: LocalDate | null }

/** An edit leaves a version behind that never was in force when it replaces one that had not begun. */
export function isInForce({ startDate, endDate }: Dates): boolean {
  return endDate === null || endDate >= startDate
}

/** The version on which a regimen ends, or goes on for good; of any order. */
export function lastVersion<T extends Dates>(versions: readonly T[]): T | null {
  const real = versions.filter(isInForce)
  return real.reduce<T | null>(
    (last, each) => (last === null || each.startDate > last.startDate ? each : last),
    null,
  )
}

export function isAsSeen(versions: readonly VersionDates[], seen: SeenVersion): boolean {
  const last = lastVersion(versions)
  return last?.id === seen.versionId && last.endDate === seen.endDate
}

/** The versions that reach beyond `lastDate`, with where they end instead. */
export function endedBy<T extends VersionDates>(
  versions: readonly T[],
  lastDate: LocalDate,
): { id: string; endDate: LocalDate }[] {
  return versions
    .filter((each) => isInForce(each) && (each.endDate === null || each.endDate > lastDate))
    .map(({ id, startDate }) => {
      const isNever = startDate > lastDate
      return { id, endDate: isNever ? addDays(startDate, -1) : lastDate }
    })
}

type Dated = Dates & { recurrence: Recurrence }

/**
 * How a schedule goes on from `from`. A recurrence that stays the same keeps its days, though
 * `every` and `cycle` count from a version's start; any other begins to count at `from`.
 */
export function continueFrom(
  versions: readonly Dated[],
  next: Omit<Dated, "startDate">,
  from: LocalDate,
) {
  const before = lastVersion(versions.filter(({ startDate }) => startDate < from))
  const counted = before && countedFrom(before, versions)
  if (counted && JSON.stringify(counted.recurrence) === JSON.stringify(next.recurrence)) {
    const goesOn = rezoneVersion({ ...next, startDate: counted.startDate }, from)
    return goesOn?.next ?? []
  }
  return [{ ...next, startDate: from }]
}

/** The rest of a turn stands as daily versions before the whole turns: it counts from its turn. */
function countedFrom(before: Dated, versions: readonly Dated[]): Omit<Dated, "endDate"> {
  const goesOn = versions
    .filter((each) => isInForce(each) && each.startDate >= before.startDate)
    .toSorted((a, b) => (a.startDate < b.startDate ? -1 : 1))
  const at = goesOn.findIndex(({ recurrence }) => recurrence.kind !== "daily")
  const [rest, turns] = [goesOn[at - 1], goesOn[at]]
  if (!rest || turns?.recurrence.kind !== "cycle") return before
  const { on, off } = turns.recurrence
  const turn = { startDate: addDays(turns.startDate, -on - off), recurrence: turns.recurrence }
  const isRest =
    before.startDate > turn.startDate && rest.endDate === addDays(turn.startDate, on - 1)
  return isRest ? turn : before
}

/** One decision about a regimen: the versions that it made, which follow one another. */
export type RegimenChange<T> = { at: Instant; startDate: LocalDate; schedule: T }

/**
 * What was decided when, the newest first. A change may make several versions (the rest of a turn,
 * then whole turns); its last one is the schedule as a person gave it.
 */
export function changesOf<T extends VersionDates & { createdAt: Instant }>(
  versions: readonly T[],
): RegimenChange<T>[] {
  const byTime = grouped(versions.filter(isInForce), ({ createdAt }) => createdAt)
  return [...byTime]
    .flatMap(([at, made]): RegimenChange<T>[] => {
      const inOrder = made.toSorted((a, b) => (a.startDate < b.startDate ? -1 : 1))
      const [first, schedule] = [inOrder.at(0), inOrder.at(-1)]
      return first && schedule ? [{ at, startDate: first.startDate, schedule }] : []
    })
    .sort((a, b) => (a.startDate < b.startDate ? 1 : -1))
}

/** The versions as an edit of `plan` from `from` on leaves them, in `zone`, the patient's. */
export function editedVersions<P extends Omit<Dated, "startDate">, V extends VersionDates & Dated>(
  versions: readonly V[],
  { plan, from, zone }: { plan: P; from: LocalDate; zone: string },
) {
  const ended = new Map(endedBy(versions, addDays(from, -1)).map((each) => [each.id, each.endDate]))
  const kept = versions
    .map((each) => ({ ...each, endDate: ended.get(each.id) ?? each.endDate }))
    .filter(isInForce)
  const parts = continueFrom(versions, plan, from)
  return [...kept, ...parts.map((part) => ({ ...plan, ...part, timeZone: zone }))]
}

/** The change that holds today; of what has not begun, the first. `changes`: the newest first. */
export function currentChange<T>(
  changes: readonly RegimenChange<T>[],
  today: LocalDate,
): RegimenChange<T> | undefined {
  return changes.find(({ startDate }) => startDate <= today) ?? changes.at(-1)
}
