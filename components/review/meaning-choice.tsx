import { useTranslations } from "next-intl"
import { useId } from "react"
import { ChoiceGroup, ChoiceLine, Radio } from "@/components/review/choice"
import type { Meaning } from "@/lib/replies/given-events"

const MEANINGS: readonly Meaning[] = ["taken", "not_taken"]

type MeaningChoiceProps = {
  chosen: Meaning | null
  error: string | null
  onChoose: (meaning: Meaning) => void
}

export function MeaningChoice({ chosen, error, onChoose }: MeaningChoiceProps) {
  const t = useTranslations("review.choice")
  const name = useId()
  return (
    <ChoiceGroup legend={t("meaning")} error={error}>
      <div className="grid grid-cols-2 gap-1.5">
        {MEANINGS.map((value) => (
          <ChoiceLine key={value}>
            <Radio name={name} checked={chosen === value} onChange={() => onChoose(value)} />
            {t(value)}
          </ChoiceLine>
        ))}
      </div>
    </ChoiceGroup>
  )
}
