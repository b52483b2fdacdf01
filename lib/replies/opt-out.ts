import { type CompiledLanguage, lengthAt } from "./phrases"

/**
 * Do the words, cut into clauses, ask for no more texts? A first word such as STOP decides, unless
 * the words open a wish about something else ("stop contacting my wife"). A negation before the
 * wish in its clause turns it round.
 */
export function saysOptOut(
  words: string,
  clauses: readonly string[],
  languages: readonly CompiledLanguage[],
): boolean {
  const tokens = words.split(" ")
  const opens = languages.some((language) => openingAt(tokens, 0, language) > 0)
  return languages.some(
    (language) =>
      language.optOut.exact.has(words) ||
      (language.optOut.firstWords.has(tokens[0] ?? "") && !opens) ||
      clauses.some((clause) => wishesIn(clause.split(" "), language)),
  )
}

function wishesIn(tokens: readonly string[], language: CompiledLanguage): boolean {
  const at = tokens.findIndex((_, from) => isWishAt(tokens, from, language))
  return at >= 0 && !tokens.slice(0, at).some((token) => language.negations.has(token))
}

function isWishAt(tokens: readonly string[], from: number, language: CompiledLanguage): boolean {
  if (lengthAt(tokens, from, language.optOut.phrases, tokens.length) > 0) return true
  const opening = openingAt(tokens, from, language)
  return opening > 0 && isAboutTexts(tokens, from + opening, language)
}

function openingAt(tokens: readonly string[], from: number, { optOut }: CompiledLanguage): number {
  return lengthAt(tokens, from, optOut.openings, tokens.length)
}

/** What follows "take me off": nothing of its own, or one of our texts, and no medicine. */
function isAboutTexts(
  tokens: readonly string[],
  from: number,
  { optOut }: CompiledLanguage,
): boolean {
  let [at, endsHere] = [from, true]
  while (at < tokens.length) {
    if (lengthAt(tokens, at, optOut.texts, tokens.length) > 0) return true
    const ending = lengthAt(tokens, at, optOut.endings, tokens.length)
    const length = ending || lengthAt(tokens, at, optOut.fillers, tokens.length)
    if (length === 0) return false
    at += length
    endsHere &&= ending > 0
  }
  return endsHere
}
