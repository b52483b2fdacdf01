import { english } from "./languages/english"
import { LANGUAGES } from "./languages/registry"
import {
  type LanguageTable,
  SAFETY_KINDS,
  SAFETY_LEVELS,
  type SafetyKind,
  type SafetyLevel,
} from "./languages/table"
import { comparable, comparableSpellings } from "./phrases"

export type SafetyWord = {
  level: SafetyLevel
  kind: SafetyKind
  /** Names the phrase for good: language, kind and its comparable form. */
  id: string
  /** The phrase of the table that was found, as the table writes it. */
  phrase: string
  /** The code of the table's language. */
  language: string
}

type Part = {
  word: string
  /** Any ending may follow. */
  isOpen: boolean
  /** Up to three other words may stand before it. */
  afterGap: boolean
}
type Pattern = { found: SafetyWord; rank: number; rest: readonly Part[] }

const LONGEST_GAP = 3
/** Above every kind of every language of one level, so that the worse level always wins. */
const RANK_OF_LEVEL = 1_000
const RANK_OF_LANGUAGE = SAFETY_KINDS.length

function partsOf(phrase: string): Part[] {
  let afterGap = false
  return phrase
    .replace(/…/gu, " … ")
    .split(/\s+/u)
    .flatMap((piece) => {
      if (piece === "…") {
        afterGap = true
        return []
      }
      const words = comparable(piece).split(" ")
      const parts = words.flatMap((word, index) => {
        if (word === "") return []
        const isOpen = piece.endsWith("-") && index === words.length - 1
        return [{ word, isOpen, afterGap: afterGap && index === 0 }]
      })
      afterGap = false
      return parts
    })
}

/** Every phrase of every language by its first word; each pattern knows whose it is. */
const byWord = new Map<string, Pattern[]>()
const byStem = new Map<string, Pattern[]>()

function addPattern(found: SafetyWord, spelled: string): void {
  const [first, ...rest] = partsOf(spelled)
  if (!first) return
  const level = SAFETY_LEVELS.indexOf(found.level) * RANK_OF_LEVEL
  const pattern = { found, rank: level + SAFETY_KINDS.indexOf(found.kind), rest }
  const index = first.isOpen ? byStem : byWord
  index.set(first.word, [...(index.get(first.word) ?? []), pattern])
}

function addTable(table: LanguageTable): void {
  for (const level of SAFETY_LEVELS) {
    for (const kind of SAFETY_KINDS) {
      for (const phrase of table.safety[level][kind] ?? []) {
        const id = `${table.code}:${kind}:${phrase.replace(/\s+/gu, "_")}`
        const found = { level, kind, id, phrase, language: table.code }
        for (const spelled of comparableSpellings(phrase, table)) addPattern(found, spelled)
      }
    }
  }
}

for (const table of LANGUAGES) addTable(table)

const STEM_LENGTHS = [...new Set([...byStem.keys()].map((stem) => stem.length))].sort(
  (a, b) => a - b,
)
const PROCLITICS = [...new Set(LANGUAGES.flatMap((table) => table.proclitics.map(comparable)))]
const PROCLITIC_STARTS = new Set(PROCLITICS.map((proclitic) => proclitic.charAt(0)))

/** The word itself, and without the little words that Hebrew and Arabic write onto it. */
function formsOf(token: string): readonly string[] {
  if (!PROCLITIC_STARTS.has(token.charAt(0))) return [token]
  const shorter = PROCLITICS.filter((each) => token.length > each.length && token.startsWith(each))
  return [token, ...shorter.map((each) => token.slice(each.length))]
}

function follows(
  forms: readonly (readonly string[])[],
  at: number,
  rest: readonly Part[],
): boolean {
  const [next, ...others] = rest
  if (!next) return true
  const furthest = next.afterGap ? LONGEST_GAP : 0
  for (let gap = 0; gap <= furthest; gap += 1) {
    const said = forms[at + gap]?.some((form) =>
      next.isOpen ? form.startsWith(next.word) : form === next.word,
    )
    if (said && follows(forms, at + gap + 1, others)) return true
  }
  return false
}

function patternsAt(form: string): Pattern[] {
  const patterns = [...(byWord.get(form) ?? [])]
  for (const length of STEM_LENGTHS) {
    if (length > form.length) break
    patterns.push(...(byStem.get(form.slice(0, length)) ?? []))
  }
  return patterns
}

/**
 * The worst safety word in a text; of equals, one of the patient's language, then of English. The
 * phrases of every language are looked for whatever the locale, for a patient in distress may write
 * in any, but each belongs to its table. Negation is ignored on purpose (design, Replies: "always").
 * Takes `NormalisedText.words`.
 */
export function findSafetyWord(words: string, language: string): SafetyWord | null {
  const forms = words.split(" ").map(formsOf)
  let worst: SafetyWord | null = null
  let lowest = Number.POSITIVE_INFINITY
  forms.forEach((each, at) => {
    for (const { found, rank, rest } of each.flatMap(patternsAt)) {
      const total = rank + distance(found.language, language) * RANK_OF_LANGUAGE
      if (total < lowest && follows(forms, at + 1, rest)) {
        worst = found
        lowest = total
      }
    }
  })
  return worst
}

function distance(found: string, wanted: string): number {
  if (found === wanted) return 0
  return found === english.code ? 1 : 2
}
