import { normalise, wordsOf } from "./normalise"
import type { CompiledLanguage } from "./phrases"

const DELIMITER = /^-{2,}$/u
const DASHED_NAME = /^-+ ?(.+)$/u
const NAME_WORD = /^\p{Lu}[\p{L}\p{M}'’.-]*$/u
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

function isSignatureStart(line: string): boolean {
  const dashed = DASHED_NAME.exec(line)?.[1]
  return DELIMITER.test(line) || (dashed !== undefined && isDashedName(dashed)) || isName(line, 2)
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
  if (sameLine) return isHarmless(sameLine[2] ?? "", languages) ? (sameLine[1] ?? null) : null
  const start = lines.findIndex(
    (line, index) =>
      index > 0 && (isSignatureStart(line) || afterPhoneOpening(line, languages) !== null),
  )
  if (start < 0) return null
  const signed = lines.slice(start).map((line) => afterPhoneOpening(line, languages) ?? line)
  if (!isHarmless(signed.join(" "), languages)) return null
  return lines.slice(0, start).join("\n")
}
