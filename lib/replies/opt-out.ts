import { type CompiledLanguage, lengthAt } from "./phrases"

/**
 * Do the words, cut into clauses, ask for no more texts? A first word such as STOP decides, whatever
 * follows. A negation before the wish in its clause turns it round.
 */
export function saysOptOut(
  words: string,
  clauses: readonly string[],
  languages: readonly CompiledLanguage[],
): boolean {
  const first = words.split(" ")[0] ?? ""
  return languages.some(
    (language) =>
      language.optOut.exact.has(words) ||
      language.optOut.firstWords.has(first) ||
      clauses.some((clause) => wishesIn(clause.split(" "), language)),
  )
}

function wishesIn(tokens: readonly string[], language: CompiledLanguage): boolean {
  const at = tokens.findIndex((_, from) => isWishAt(tokens, from, language))
  return at >= 0 && !tokens.slice(0, at).some((token) => language.negations.has(token))
}

function isWishAt(tokens: readonly string[], from: number, language: CompiledLanguage): boolean {
  if (lengthAt(tokens, from, language.optOut.phrases, tokens.length) > 0) return true
  const opening = lengthAt(tokens, from, language.optOut.openings, tokens.length)
  return opening > 0 && isAboutTexts(tokens, from + opening, language)
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
