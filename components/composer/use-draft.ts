import { useTranslations } from "next-intl"
import {
  type Draft,
  type DraftAdvice,
  type DraftPatient,
  draftOf,
  type Writing,
} from "@/components/composer/draft"
import { MOST_PARTS } from "@/lib/messages/segments"
import { variablesFor } from "@/lib/messages/template"
import type { ComposerFacts } from "@/lib/templates/composer"

type WordedDraft = Omit<Draft, "problem" | "advice"> & { error: string | null; advice: string[] }

/** A draft with what stands in its way, and what speaks against it, in the reader's language. */
export function useDraft(
  timeline: DraftPatient,
  facts: ComposerFacts,
  writing: Writing,
): WordedDraft {
  const t = useTranslations("composer")
  const { problem, advice, ...draft } = draftOf(timeline, facts, writing)
  const names = variablesFor({ namesMedicines: false })
    .map((name) => `{${name}}`)
    .join(", ")
  return {
    ...draft,
    error: problem && t(`problem.${problem.kind}`, { ...problem, names, most: MOST_PARTS }),
    advice: advice.map(({ kind, found }) =>
      t(`advice.${kind}`, { found, words: t(`advice.words.${amountOf(found)}`) }),
    ),
  }
}

const AMOUNTS = { "½": "half", "¼": "quarter", "¾": "threeQuarters" } as const

function amountOf(found: DraftAdvice["found"]) {
  if (/^[µμ]/u.test(found)) return "micro"
  return AMOUNTS[found as keyof typeof AMOUNTS] ?? "fraction"
}
