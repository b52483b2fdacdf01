import type { DoseCell, DoseRow } from "@/components/doses/dose-row"
import type { TimelineDose } from "@/lib/patients/timeline"

/** The calendar's rows, one for each regimen and slot, by medication and then time of day. */
export function doseRows(doses: readonly TimelineDose[]): DoseRow[] {
  const rows = new Map<string, DoseRow>()
  for (const dose of doses) {
    const id = `${dose.regimenId} ${dose.slot}`
    const { medication, slot } = dose
    const row = rows.get(id) ?? { id, medication, slot, cells: [] }
    row.cells.push(cellOf(dose))
    rows.set(id, row)
  }
  return [...rows.values()].sort(
    (a, b) => a.medication.localeCompare(b.medication) || a.slot.localeCompare(b.slot),
  )
}

function cellOf({ id, localDate, slot, state, sentence, takenAt }: TimelineDose): DoseCell {
  return { doseId: id, localDate, slot, state, sentence, takenAt }
}
