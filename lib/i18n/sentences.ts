import { NAME_NOT_SHARED } from "@/lib/patients/person-name"
import { type Translation, translationOf } from "./catalogue"
import { countryCalled } from "./country"
import { DEFAULT_LANGUAGE, type Language } from "./languages"

type Sentences = { [key: string]: string | Sentences }

/**
 * A failure's sentence in another language. It is found by its English words, so that verbs go on
 * refusing in plain English; what has no translation stays as it is. Values stand in `{braces}`.
 */
export async function sentenceIn(language: Language, sentence: string): Promise<string> {
  if (language === DEFAULT_LANGUAGE) return sentence
  const [english, other] = await Promise.all([
    translationOf(DEFAULT_LANGUAGE),
    translationOf(language),
  ])
  const valuesOf: Reading = (said, words) => {
    const values = valuesIn(said, words)
    const told = (slot: string, value: string) => valueIn(language, other, slot, value)
    return (
      values &&
      Object.fromEntries(Object.entries(values).map(([slot, value]) => [slot, told(slot, value)]))
    )
  }
  // "Give 0 minutes or more." is also "Give {n} or more.", so that the same words go first.
  return (
    translated(sentence, english.errors, other.errors, sameWords) ??
    translated(sentence, english.errors, other.errors, valuesOf) ??
    sentence
  )
}

/** Most values are a person's or a number; a country has a name in each language. */
function valueIn(language: Language, to: Translation, slot: string, value: string): string {
  if (slot === "country" || slot === "listed") return countryCalled(value, language)
  return slot === "name" && value === NAME_NOT_SHARED ? to.ui.person.nameNotShared : value
}

type Values = Record<string, string>
type Reading = (sentence: string, words: string) => Values | null
const sameWords: Reading = (sentence, words) => (sentence === words ? {} : null)

/** Null where nothing in `from` has these words. */
function translated(
  sentence: string,
  from: Translation["errors"] | Sentences,
  to: Translation["errors"] | Sentences,
  read: Reading,
): string | null {
  const target: Sentences = to
  for (const [key, words] of Object.entries<string | Sentences>(from)) {
    const twin = target[key]
    if (typeof words === "string" && typeof twin === "string") {
      const values = read(sentence, words)
      if (values) return twin.replace(SLOT, (slot, name: string) => values[name] ?? slot)
    } else if (typeof words === "object" && typeof twin === "object") {
      const found = translated(sentence, words, twin, read)
      if (found !== null) return found
    }
  }
  return null
}

const SLOT = /\{(\w+)\}/g

/** The values with which `words` become `sentence`; null where they do not. */
function valuesIn(sentence: string, words: string): Values | null {
  const pattern = words
    .split(SLOT)
    .map((part, at) =>
      at % 2 === 1 ? `(?<${part}>.+)` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    )
  const match = new RegExp(`^${pattern.join("")}$`, "u").exec(sentence)
  return match ? { ...match.groups } : null
}
