import type { DoseRow } from "@/components/doses/dose-row"
import type { LocalDate } from "@/lib/local-date"
import type { TimelineDose } from "@/lib/patients/timeline"

/** The doses of the rectangle between two cells: the rows and the days from one to the other. */
export function dosesBetween(
  rows: readonly DoseRow[],
  anchorId: string,
  headId: string,
): Set<string> {
  const anchor = placeOf(rows, anchorId)
  const head = placeOf(rows, headId)
  if (!anchor || !head) return new Set(head ? [headId] : [])
  const [top, bottom] = [Math.min(anchor.row, head.row), Math.max(anchor.row, head.row)]
  const [from, to] = [anchor.date, head.date].sort() as [LocalDate, LocalDate]
  return new Set(
    rows
      .slice(top, bottom + 1)
      .flatMap(({ cells }) => cells.filter(({ localDate: on }) => on >= from && on <= to))
      .map(({ id }) => id),
  )
}

/** Every dose of a day more; or, where all of them are selected, none of it any more. */
export function dayToggled(
  rows: readonly DoseRow[],
  ids: ReadonlySet<string>,
  day: LocalDate,
): Set<string> {
  const own = dosesOn(rows, day)
  const isWhole = own.every((id) => ids.has(id))
  return new Set(isWhole ? [...ids].filter((id) => !own.includes(id)) : [...ids, ...own])
}

/** The doses of the days between the anchor's and `day`, of every row. */
export function daysBetween(
  rows: readonly DoseRow[],
  anchorId: string,
  day: LocalDate,
): Set<string> {
  const anchor = placeOf(rows, anchorId)
  const [from, to] = [anchor?.date ?? day, day].sort() as [LocalDate, LocalDate]
  return new Set(
    rows
      .flatMap(({ cells }) => cells.filter(({ localDate: on }) => on >= from && on <= to))
      .map(({ id }) => id),
  )
}

export function dosesOn(rows: readonly DoseRow[], day: LocalDate): string[] {
  return rows
    .flatMap(({ cells }) => cells.filter(({ localDate }) => localDate === day))
    .map(({ id }) => id)
}

function placeOf(rows: readonly DoseRow[], doseId: string) {
  for (const [row, { cells }] of rows.entries()) {
    const cell = cells.find(({ id }) => id === doseId)
    if (cell) return { row, date: cell.localDate }
  }
  return null
}

export function toggled(ids: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Those of `ids` that are still shown, in order of day and then of row. */
export function dosesOf(rows: readonly DoseRow[], ids: ReadonlySet<string>): TimelineDose[] {
  if (ids.size === 0) return []
  return rows
    .flatMap(({ cells }) => cells.filter(({ id }) => ids.has(id)))
    .sort((a, b) => (a.localDate < b.localDate ? -1 : a.localDate > b.localDate ? 1 : 0))
}
