import type { TimelinePatient } from "@/lib/patients/timeline"

/** The doses of the rule of attention that an address names; undefined: no such rule holds now. */
export function markedDoses(
  patient: Pick<TimelinePatient, "attention">,
  rule: string | null,
): ReadonlySet<string> | undefined {
  const found = patient.attention.find((item) => item.rule === rule)
  return found && new Set(found.doseIds)
}
