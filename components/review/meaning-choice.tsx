import { useId } from "react"
import { ChoiceGroup, ChoiceLine, Radio } from "@/components/review/choice"
import type { Meaning } from "@/components/review/link-form"

const MEANINGS = [
  { value: "taken", label: "Taken" },
  { value: "not_taken", label: "Not taken" },
] as const

type MeaningChoiceProps = {
  chosen: Meaning | null
  error: string | null
  onChoose: (meaning: Meaning) => void
}

export function MeaningChoice({ chosen, error, onChoose }: MeaningChoiceProps) {
  const name = useId()
  return (
    <ChoiceGroup legend="What it says" error={error}>
      <div className="grid grid-cols-2 gap-1.5">
        {MEANINGS.map(({ value, label }) => (
          <ChoiceLine key={value}>
            <Radio name={name} checked={chosen === value} onChange={() => onChoose(value)} />
            {label}
          </ChoiceLine>
        ))}
      </div>
    </ChoiceGroup>
  )
}
