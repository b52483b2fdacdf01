import { normalise, wordsOf } from "./normalise"
import type { CompiledLanguage } from "./phrases"

const DELIMITER = /^-{2,}$/u
const DASHED_NAME = /^-+ ?(.+)$/u
/** Initials, or a capital and small letters: a line all in capitals may say anything. */
const NAME_WORD = /^(?:\p{Lu}|(?:\p{Lu}\.)+|\p{Lu}(?=.*\p{Ll})[\p{L}\p{M}'’.-]*)$/u
const UNCASED_NAME_WORD = /^\p{Lo}[\p{L}\p{M}'’"״׳.-]*$/u
const SAME_LINE = /^(\S+) -{2,} ?(.+)$/u
const LONGEST_SIGNATURE = 120

/** No remark such as "late" or "tomorrow", no question, nothing that speaks of taking. */
function isHarmless(text: string, languages: readonly CompiledLanguage[]): boolean {
  if (text.length > LONGEST_SIGNATURE || /[?؟¿\d]/u.test(text)) return false
  const tokens = wordsOf(normalise(text)).split(" ")
  return languages.every((language) =>
    tokens.every(
      (token) =>
        !language.notNames.has(token) &&
        !language.verbs.phrases.has(token) &&
        !language.negations.has(token),
    ),
  )
}

/**
 * A phone capitalises the first word of a line by itself, so one capital proves nothing: "Later"
 * could be a remark. A name is then two or three words. Hebrew and Arabic have no capitals, so that
 * a name there must stand behind a dash.
 */
function isName(text: string, fewest: number): boolean {
  const words = text.split(" ")
  return words.length >= fewest && words.length <= 3 && words.every((word) => NAME_WORD.test(word))
}

function isDashedName(text: string): boolean {
  const words = text.split(" ")
  return isName(text, 1) || (words.length <= 3 && words.every((w) => UNCASED_NAME_WORD.test(w)))
}

/** "Sent from my iPhone" without its opening, or null when the phone added no such line. */
function afterPhoneOpening(line: string, languages: readonly CompiledLanguage[]): string | null {
  const words = wordsOf(normalise(line))
  for (const opening of languages.flatMap((language) => language.signatures)) {
    if (words.startsWith(`${opening} `)) return words.slice(opening.length + 1)
  }
  return null
}

/** Two dashes are made for signatures alone, so that one word after them may have any letters. */
function isBehindTwoDashes(text: string): boolean {
  return isDashedName(text) || !text.includes(" ")
}

function isSigned(
  lines: readonly string[],
  at: number,
  languages: readonly CompiledLanguage[],
): boolean {
  const [line = "", above = ""] = [lines[at], lines[at - 1]]
  if (DELIMITER.test(line) || isName(line, 2)) return true
  if (DELIMITER.test(above) && isBehindTwoDashes(line)) return true
  return (
    isDashedName(DASHED_NAME.exec(line)?.[1] ?? "") || afterPhoneOpening(line, languages) !== null
  )
}

/**
 * The text above a signature, or null when there is none. `lines` as in `NormalisedText`. What
 * could be a remark about the dose is never taken for a signature. The language is the phone's and
 * not the patient's, so `languages` are all that ship.
 */
export function textAboveSignature(
  lines: readonly string[],
  languages: readonly CompiledLanguage[],
): string | null {
  const sameLine = lines.length === 1 ? SAME_LINE.exec(lines[0] ?? "") : null
  if (sameLine) {
    const [, above = null, name = ""] = sameLine
    return isBehindTwoDashes(name) && isHarmless(name, languages) ? above : null
  }
  const start = lines.findIndex((_, at) => at > 0 && isSigned(lines, at, languages))
  const isEnd = lines.every((_, at) => at < start || isSigned(lines, at, languages))
  if (start < 0 || !isEnd) return null
  const signed = lines.slice(start).map((line) => afterPhoneOpening(line, languages) ?? line)
  if (!isHarmless(signed.join(" "), languages)) return null
  return lines.slice(0, start).join("\n")
}
