import { useTranslations } from "next-intl"
import { useDoseNames } from "@/components/composer/dose-names"
import { ISOLATED, PLAIN } from "@/components/composer/isolated"
import { useDoseWords } from "@/components/doses/use-dose-words"
import type { NamedDose } from "@/lib/doses/named-dose"
import type { DoseClue, PatientClue } from "@/lib/review/candidates"
import { type DoseEffect, isChanged } from "@/lib/review/effect"
import type { QueueItem } from "@/lib/review/item"
import type { Span } from "@/lib/review/span"
import type { Suggestion } from "@/lib/review/suggest"

/** What speaks for doses and patients, in the reader's language. */
export function useClueWords() {
  const t = useTranslations("review.clue")
  const span = useSpanWords()
  return {
    dose: (clue: DoseClue): string => {
      switch (clue.kind) {
        case "rule":
          return t(`rule.${clue.rule ?? "none"}`)
        case "repeat":
          return t("repeat", { seconds: clue.seconds })
        case "asked":
          return t(clue.isHere ? "askedHere" : "askedAbout", { time: clue.time })
        case "open":
          return t("open")
        default:
          return t(clue.kind, { span: span(clue.span) })
      }
    },
    patient: (clue: PatientClue): string => t(clue.kind, { n: 0, ...clue }),
  }
}

/** "20 min", "3 h", "2 days". */
export function useSpanWords() {
  const t = useTranslations("review.span")
  return ({ unit, n }: Span) => t(unit, { n })
}

/** A suggested decision with its reason. */
export function useSuggestionWords() {
  const t = useTranslations("review.suggest")
  const doses = useDoseNames()
  const clues = useClueWords()
  return (of: Suggestion): { title: string; because: string } => {
    if (of.kind !== "link")
      return { title: t(`${of.because}.title`), because: t(`${of.because}.because`) }
    const { dose, doseIds, meaning } = of
    const [first = "", second] = of.clues.slice(0, 2).map(clues.dose)
    return {
      title: t(`link.${meaning}`, {
        ...{ medication: dose.medication, slot: dose.slot, day: doses.day(dose.localDate) },
        n: doseIds.length - 1,
      }),
      because: second ? t("two", { first, second }) : first,
    }
  }
}

/** The suggested answer in a few words, for a row. */
export function useShortAdvice() {
  const t = useTranslations("review.inShort")
  const doses = useDoseNames()
  return ({ filter, proposal }: Pick<QueueItem, "filter" | "proposal">) => {
    if (proposal)
      return t.rich(proposal.meaning, { ...named(proposal.dose, doses.day), ...ISOLATED })
    return filter === "all" ? "" : t(filter)
  }
}

/** What a decision makes of doses: "Tue 3 Nov 08:00, Metformin: no reply → …", or that it stays. */
export function useEffectWords() {
  const t = useTranslations("review.effect")
  const doses = useDoseWords()
  const values = (of: DoseEffect) => ({
    ...named(of, doses.day),
    ...{ before: doses.state(of.before), after: doses.state(of.after) },
    state: doses.state(of.before),
  })
  const key = (of: DoseEffect) => (isChanged(of) ? "changes" : "stays")
  return {
    one: (of: DoseEffect) => t.rich(key(of), { ...values(of), ...ISOLATED }),
    stays: (dose: NamedDose & { state: DoseEffect["before"] }) =>
      t.rich("stays", {
        ...named(dose, doses.day),
        state: doses.state(dose.state),
        ...ISOLATED,
      }),
    /** What changed, for the message that tells of it; for one patient after another. */
    all: (effects: readonly DoseEffect[]): string =>
      effects
        .filter(isChanged)
        .map((of) => t.markup(key(of), { ...values(of), ...PLAIN }))
        .join("; ") || t("noneChanged"),
  }
}

function named({ localDate, slot, medication }: NamedDose, day: (date: string) => string) {
  return { day: day(localDate), slot, medication }
}
