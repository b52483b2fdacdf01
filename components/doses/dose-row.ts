import type { LocalDate } from "@/lib/local-date"
import type { TimelineDose } from "@/lib/patients/timeline"

/** A regimen's slot: one row of the grid. Cells in any order, at most one a day. */
export type DoseRow = {
  /** Stable: regimen and slot. */
  id: string
  regimenId: string
  medication: string
  slot: string
  cells: TimelineDose[]
}

/** The grid's rows of the days from `from` to `to`, by medication and then time of day. */
export function doseRows(
  doses: readonly TimelineDose[],
  { from, to }: { from: LocalDate; to: LocalDate },
): DoseRow[] {
  const rows = new Map<string, DoseRow>()
  for (const dose of doses) {
    if (dose.localDate < from || dose.localDate > to) continue
    const { regimenId, medication, slot } = dose
    const id = `${regimenId} ${slot}`
    const row = rows.get(id) ?? { id, regimenId, medication, slot, cells: [] }
    row.cells.push(dose)
    rows.set(id, row)
  }
  return [...rows.values()].sort(
    (a, b) => a.medication.localeCompare(b.medication) || a.slot.localeCompare(b.slot),
  )
}

/** Whether two readings of a row look the same, so that it need not be drawn again. */
export function isSameRow(a: DoseRow, b: DoseRow): boolean {
  if (a === b) return true
  if (a.id !== b.id || a.medication !== b.medication || a.cells.length !== b.cells.length) {
    return false
  }
  return a.cells.every((cell, n) => {
    const other = b.cells[n]
    return (
      cell.id === other?.id &&
      cell.state === other.state &&
      cell.takenAt === other.takenAt &&
      cell.outsideWindow === other.outsideWindow
    )
  })
}
