"use client"

import { useTranslations } from "next-intl"
import { isSelected, sizeOf, useSelection, withChosen } from "@/components/batches/selection"
import { useNames } from "@/components/patients/patient-name"
import { Checkbox } from "@/components/ui/checkbox"
import type { PatientRow } from "@/lib/patients/patient-row"
import { NAME_NOT_SHARED } from "@/lib/patients/person-name"

/** Selects one patient for a text to many. */
export function SelectPatient({ row, className }: { row: PatientRow; className?: string }) {
  const t = useTranslations("patients.selection")
  const { instead } = useNames()
  const { selection, setSelection } = useSelection()
  const name = row.name === NAME_NOT_SHARED ? instead(row) : row.name
  return (
    <Checkbox
      className={className}
      aria-label={t("one", { name })}
      checked={isSelected(selection, row.id)}
      onChange={(event) =>
        setSelection(withChosen(selection, [row.id], event.currentTarget.checked))
      }
    />
  )
}

/** Selects all that are shown, or none of them. */
export function SelectShown({ rows }: { rows: PatientRow[] }) {
  const t = useTranslations("patients.selection")
  const { selection, setSelection } = useSelection()
  const ids = rows.map(({ id }) => id)
  const all = ids.every((id) => isSelected(selection, id))
  return (
    <Checkbox
      aria-label={t("shown", { n: rows.length })}
      checked={all}
      indeterminate={!all && sizeOf(selection) > 0}
      onChange={() => setSelection(withChosen(selection, ids, !all))}
    />
  )
}
