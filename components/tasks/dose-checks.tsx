import { useTranslations } from "next-intl"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { Checkbox } from "@/components/ui/checkbox"
import type { TimelineDose } from "@/lib/patients/timeline"

type DoseChecksProps = {
  doses: TimelineDose[]
  /** Those that the outcome does not speak of. */
  left: readonly string[]
  setLeft: (doseIds: string[]) => void
}

/** Of which doses the patient spoke; all of them, until one is left out. */
export function DoseChecks({ doses, left, setLeft }: DoseChecksProps) {
  const t = useTranslations("tasks.settle")
  const words = useDoseWords()
  if (doses.length === 0) {
    return <p className="text-muted-foreground text-sm">{t("allReported")}</p>
  }
  const toggle = (id: string) =>
    setLeft(left.includes(id) ? left.filter((each) => each !== id) : [...left, id])
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{t("which")}</legend>
      {doses.map(({ id, localDate, slot, medication, state }) => (
        <label
          key={id}
          htmlFor={`settle-${id}`}
          className="flex min-h-7 items-center gap-2 text-sm"
        >
          <Checkbox id={`settle-${id}`} checked={!left.includes(id)} onChange={() => toggle(id)} />
          <span>
            {words.day(localDate)} {slot}, <bdi>{medication}</bdi>
            <span className="text-muted-foreground"> · {words.state(state)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
