import { useTranslations } from "next-intl"
import { EffectStrip } from "@/components/doses/effect-strip"
import { useEffectWords } from "@/components/review/evidence-words"
import type { LocalDate } from "@/lib/local-date"
import { type DoseEffect, isChanged } from "@/lib/review/effect"

type EffectViewProps = {
  title: string
  effects: readonly DoseEffect[]
  /** The doses that a decision names: those stand in the words also if nothing changes. */
  doseIds?: readonly string[]
  /** The day in the middle, unless a dose that changes gives another. */
  day: LocalDate
}

/** What a decision makes of a patient's calendar, as a strip and in words. */
export function EffectView({ title, effects, doseIds = [], day }: EffectViewProps) {
  const t = useTranslations("review.effect")
  const words = useEffectWords()
  const told = toldOf(effects, doseIds)
  return (
    <section aria-label={title} className="grid gap-2 rounded-md bg-subtle p-3">
      <h4 className="font-medium text-sm">{title}</h4>
      <EffectStrip caption={title} effects={effects} centre={told[0]?.localDate ?? day} />
      <ul aria-live="polite" className="grid gap-1 text-sm">
        {told.map((effect) => (
          <li key={effect.doseId}>{words.one(effect)}</li>
        ))}
        {told.length === 0 ? <li className="text-muted-foreground">{t("none")}</li> : null}
      </ul>
    </section>
  )
}

function toldOf(effects: readonly DoseEffect[], doseIds: readonly string[]): DoseEffect[] {
  return effects.filter((effect) => isChanged(effect) || doseIds.includes(effect.doseId))
}
