"use client"

import { useTranslations } from "next-intl"
import { MOST_PARTS } from "@/lib/messages/segments"
import { variablesFor } from "@/lib/messages/template"
import type { TemplateRefusal } from "@/lib/templates/refusal"

type TemplateProblemsProps = { of: readonly TemplateRefusal[]; namesMedicines: boolean }

/** What the editor refuses in a text, a sentence each. */
export function TemplateProblems({ of, namesMedicines }: TemplateProblemsProps) {
  const wordsOf = useProblemWords(namesMedicines)
  return of.map((problem) => (
    <span key={problem.sentence} className="block">
      {wordsOf(problem)}
    </span>
  ))
}

function useProblemWords(namesMedicines: boolean) {
  const t = useTranslations("settings.templates.problem")
  const variables = variablesFor({ namesMedicines })
    .map((name) => `{${name}}`)
    .join(", ")
  return (problem: TemplateRefusal): string => {
    switch (problem.kind) {
      case "too_long":
        return t("too_long", { parts: problem.parts, most: MOST_PARTS })
      case "symbol":
        return t(symbolKey(problem.found), { found: problem.found })
      default:
        return t(problem.kind, { found: problem.found, variables, variable: "{medicine}" })
    }
  }
}

function symbolKey(symbol: string) {
  switch (symbol) {
    case "½":
      return "half"
    case "¼":
      return "quarter"
    case "¾":
      return "threeQuarters"
    case "µ":
    case "μ":
      return "micro"
    default:
      return "fraction"
  }
}
