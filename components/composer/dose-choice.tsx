import { useTranslations } from "next-intl"
import { useDoseNames } from "@/components/composer/dose-names"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { Checkbox } from "@/components/ui/checkbox"
import type { TimelineDose } from "@/lib/patients/timeline"

type DoseChoiceProps = {
  doses: TimelineDose[]
  chosen: readonly string[]
  onChange: (doseIds: string[]) => void
}

/** Which doses the reminder asks about; one answer counts for all of them. */
export function DoseChoice({ doses, chosen, onChange }: DoseChoiceProps) {
  const t = useTranslations("composer.asks")
  const { name } = useDoseNames()
  const { state } = useDoseWords()
  if (doses.length === 0) {
    return <p className="text-muted-foreground text-sm">{t("none")}</p>
  }
  const toggle = (id: string) =>
    onChange(doses.map((dose) => dose.id).filter((each) => chosen.includes(each) !== (each === id)))
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{t("legend")}</legend>
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
            {name(dose)}
            <span className="text-muted-foreground"> · {state(dose.state)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
