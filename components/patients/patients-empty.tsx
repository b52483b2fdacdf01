import { Users } from "lucide-react"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

type PatientsEmptyProps = { isNarrowed: boolean; onClear: () => void }

export function PatientsEmpty({ isNarrowed, onClear }: PatientsEmptyProps) {
  if (isNarrowed) {
    return (
      <EmptyState
        icon={<Users aria-hidden />}
        title="No patient matches"
        action={<Button onClick={onClear}>Clear search and filter</Button>}
      >
        Names are found by how they begin, numbers by any three digits in a row, BioT’s ids by any
        eight characters.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<Users aria-hidden />} title="No patients yet">
      Patients come from BioT by themselves. Add them in BioT’s own portal; they appear here within
      a few minutes.
    </EmptyState>
  )
}
