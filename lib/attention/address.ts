import type { NeedRule } from "@/lib/patients/need"

type Found = { rule: NeedRule; fromDate: string | null; toDate: string | null }

/** The patient's page with the days that a reason rests on, its doses marked. */
export function attentionHref(patientId: string, { rule, fromDate, toDate }: Found): string {
  const query = new URLSearchParams()
  if (fromDate !== null) query.set("from", fromDate)
  if (toDate !== null) query.set("to", toDate)
  query.set("marked", rule)
  return `/patients/${patientId}?${query}`
}
