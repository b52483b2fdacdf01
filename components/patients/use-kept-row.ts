import { useState } from "react"
import type { PatientRow } from "@/lib/patients/patient-row"

/** Whose preview is open, as the list had them last: who leaves it meanwhile is still being read. */
export function useKeptRow(rows: PatientRow[], previewId: string | null): PatientRow | null {
  const [kept, setKept] = useState<PatientRow | null>(null)
  const listed = rows.find(({ id }) => id === previewId)
  const row = listed ?? (kept?.id === previewId ? kept : null)
  if (row !== kept) setKept(row)
  return row
}
