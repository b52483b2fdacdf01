import type { TimelineDose } from "@/lib/patients/timeline"

/** The dose before and after one of the same medication and time of day; null: there is none. */
export function neighbours(doses: readonly TimelineDose[], doseId: string) {
  const dose = doses.find(({ id }) => id === doseId)
  const row = dose
    ? doses
        .filter(({ regimenId, slot }) => regimenId === dose.regimenId && slot === dose.slot)
        .sort((a, b) => a.dueAt - b.dueAt)
    : []
  const at = row.findIndex(({ id }) => id === doseId)
  return { before: row[at - 1] ?? null, after: at < 0 ? null : (row[at + 1] ?? null) }
}
