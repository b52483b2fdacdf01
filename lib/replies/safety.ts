import { english } from "./languages/english"
import { LANGUAGES } from "./languages/registry"
import { type LanguageTable, SAFETY_KINDS, type SafetyKind } from "./languages/table"
import { normalise, wordsOf } from "./normalise"

export type SafetyWord = {
  kind: SafetyKind
  /** The phrase of the table that was found, as the table writes it. */
  phrase: string
  /** The code of the table's language. */
  language: string
}

type CompiledPhrase = SafetyWord & { pattern: RegExp }

function compilePhrase(phrase: string): RegExp {
  const source = phrase
    .replace(/…/gu, " … ")
    .split(/\s+/u)
    .filter((part) => part !== "")
    .map((part) => {
      if (part === "…") return "(?:\\S+ ){0,3}"
      const ending = part.endsWith("-") ? "\\S*" : ""
      return `${wordsOf(normalise(part))}${ending} `
    })
  return new RegExp(` ${source.join("")}`, "u")
}

function compileTable(table: LanguageTable): CompiledPhrase[] {
  return SAFETY_KINDS.flatMap((kind) =>
    table.safety[kind].map((phrase) => ({
      kind,
      phrase,
      language: table.code,
      pattern: compilePhrase(phrase),
    })),
  )
}

const COMPILED = new Map(LANGUAGES.map((table) => [table.code, compileTable(table)]))

/**
 * The first safety word in a text, looked for in the patient's language, then in English, then in
 * every other: a table each, so nothing is merged, and a patient in distress may write in any of
 * them. Negation is ignored on purpose (design, Replies: "always"). Takes `NormalisedText.words`.
 */
export function findSafetyWord(words: string, language: string): SafetyWord | null {
  const haystack = ` ${words} `
  const order = new Set([language, english.code, ...COMPILED.keys()])
  for (const code of order) {
    const found = COMPILED.get(code)?.find((phrase) => phrase.pattern.test(haystack))
    if (found) return { kind: found.kind, phrase: found.phrase, language: found.language }
  }
  return null
}
