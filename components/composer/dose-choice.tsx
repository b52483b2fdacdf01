import { Checkbox } from "@/components/ui/checkbox"
import { DOSE_GLYPHS } from "@/lib/doses/glyphs"
import type { TimelineDose } from "@/lib/patients/timeline"

type DoseChoiceProps = {
  doses: TimelineDose[]
  chosen: readonly string[]
  onChange: (doseIds: string[]) => void
}

/** Which doses the reminder asks about; one answer counts for all of them. */
export function DoseChoice({ doses, chosen, onChange }: DoseChoiceProps) {
  if (doses.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        No dose is open or due within 12 hours, so this text asks about none.
      </p>
    )
  }
  const toggle = (id: string) =>
    onChange(doses.map((dose) => dose.id).filter((each) => chosen.includes(each) !== (each === id)))
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">Asks about</legend>
      {doses.map((dose) => (
        <label
          key={dose.id}
          htmlFor={`ask-${dose.id}`}
          className="flex min-h-7 items-center gap-2 text-sm"
        >
          <Checkbox
            id={`ask-${dose.id}`}
            checked={chosen.includes(dose.id)}
            onChange={() => toggle(dose.id)}
          />
          <span>
            {dose.day} {dose.slot}, {dose.medication}
            <span className="text-muted-foreground"> · {DOSE_GLYPHS[dose.state].label}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
