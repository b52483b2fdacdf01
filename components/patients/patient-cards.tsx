import { DoseStrip } from "@/components/doses/dose-strip"
import { PatientFlags } from "@/components/patients/patient-flags"
import { PatientName } from "@/components/patients/patient-table"
import { ReportedFigure } from "@/components/patients/row-figures"
import type { PatientRow } from "@/lib/patients/patient-row"

/** The list at phone width: who, how the two weeks went, what the figure is. */
export function PatientCards({ rows }: { rows: PatientRow[] }) {
  return (
    <ul aria-label="Patients" className="-mx-4 divide-y border-y md:hidden">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative grid gap-2 px-4 py-3 [&_a]:after:absolute [&_a]:after:inset-0"
        >
          <div className="min-w-0">
            <PatientName row={row} />
          </div>
          <DoseStrip days={row.strip} className="max-w-full" />
          <div className="flex flex-wrap items-center gap-2 text-sm">
            <ReportedFigure row={row} />
            <PatientFlags row={row} />
          </div>
        </li>
      ))}
    </ul>
  )
}
