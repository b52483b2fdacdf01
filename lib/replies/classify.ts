import type { Confidence, Intent } from "@/db/enums"
import { emojiMeaning, withoutEmoji } from "./emoji"
import { english } from "./languages/english"
import { LANGUAGES, languageFor, SHIPPED_CODES } from "./languages/registry"
import { type NormalisedText, normalise, prepare, wordsOf } from "./normalise"
import { saysOptOut } from "./opt-out"
import {
  type CompiledLanguage,
  compileLanguage,
  isPositiveSentence,
  startsQuestion,
  withoutCourtesies,
} from "./phrases"
import { findSafetyWord, type SafetyWord } from "./safety"
import { textAboveSignature } from "./signature"

export type Classification = {
  intent: Intent
  confidence: Confidence
  safety: SafetyWord | null
  /** The whole text in the form that comparisons use; see `normalise`. */
  normalised: string
  /** `normalised` without the punctuation at its edges. */
  core: string
}

type Meaning = { intent: Intent; confidence: Confidence }
type Step = (text: NormalisedText, languages: readonly CompiledLanguage[]) => Meaning | null

const COMPILED = new Map(LANGUAGES.map((table) => [table.code, compileLanguage(table)]))
/** For what the phone writes by itself, whose language need not be the patient's. */
const EVERY_LANGUAGE = [...COMPILED.values()]

const TAKEN: Meaning = { intent: "taken", confidence: "high" }
const NOT_TAKEN: Meaning = { intent: "not_taken", confidence: "high" }
const LIKELY_TAKEN: Meaning = { intent: "taken", confidence: "medium" }
const LIKELY_NOT_TAKEN: Meaning = { intent: "not_taken", confidence: "medium" }
const OPT_OUT: Meaning = { intent: "opt_out", confidence: "high" }
const OPT_IN: Meaning = { intent: "opt_in", confidence: "high" }
const HELP: Meaning = { intent: "help", confidence: "high" }
const QUESTION: Meaning = { intent: "question", confidence: "medium" }
const UNKNOWN_CODE: Meaning = { intent: "unknown_code", confidence: "low" }
const FREE_TEXT: Meaning = { intent: "free_text", confidence: "low" }
const EMPTY: Meaning = { intent: "empty", confidence: "low" }

const QUESTION_MARK = /[?؟¿❓❔]/u
/** A dash between two letters joins: `retirez-moi`. */
const CLAUSE_ENDS = /[.,;:!?؟¿¡،؛…()"/]+|(?<![^\s-])-+|-+(?![^\s-])/u
/** Our reminder, quoted: a quote to the end, and few words before it. */
const QUOTE = /^([^"]{1,40}) ?"([^"]{30,})"[.…]*$/u
const DIGITS_AND_SEPARATORS = /^[\d\s/.,:;⁄+-]+$/u
const CODES: Readonly<Record<string, Meaning>> = { "1": TAKEN, "2": NOT_TAKEN }

/** "Liked “…”", "Reacted 👍 to “…”": the quoted words are ours and mean nothing. */
const tapback: Step = ({ normalised }) => {
  if (!/"[.…]*$/u.test(normalised)) return null
  for (const language of EVERY_LANGUAGE) {
    const named = language.tapbacks.find(({ words }) => normalised.startsWith(`${words} "`))
    if (named?.meaning === "taken") return LIKELY_TAKEN
    if (named?.meaning === "not_taken") return LIKELY_NOT_TAKEN
    if (named) return named.meaning === "question" ? QUESTION : FREE_TEXT
    for (const form of language.reactions) {
      const sign = form.exec(normalised)?.[1]
      if (sign !== undefined) return byEmoji(sign)
    }
  }
  return QUOTE.test(normalised) ? FREE_TEXT : null
}

function byEmoji(signs: string): Meaning {
  const meaning = emojiMeaning(signs)
  if (meaning === "taken") return LIKELY_TAKEN
  return meaning === "not_taken" ? LIKELY_NOT_TAKEN : FREE_TEXT
}

const optOut: Step = ({ normalised, words }, languages) => {
  const clauses = normalised.split(CLAUSE_ENDS).map(wordsOf)
  return saysOptOut(words, clauses, languages) ? OPT_OUT : null
}

const help: Step = ({ words }, languages) =>
  languages.some((language) => language.help.has(words)) ? HELP : null

function optIn(text: NormalisedText, languages: readonly CompiledLanguage[], optedOut: boolean) {
  const says = languages.some(
    (language) =>
      language.optIn.has(text.words) || (optedOut && language.optInWhileOptedOut.has(text.words)),
  )
  return says && !QUESTION_MARK.test(text.normalised) ? OPT_IN : null
}

const digitsOnly: Step = ({ core }) =>
  DIGITS_AND_SEPARATORS.test(core) && /\d/u.test(core) ? (CODES[core] ?? UNKNOWN_CODE) : null

const emojiOnly: Step = ({ normalised, words }) => {
  if (words !== "" || QUESTION_MARK.test(normalised)) return null
  return emojiMeaning(normalised) === "none" ? UNKNOWN_CODE : byEmoji(normalised)
}

const question: Step = ({ normalised }) => (QUESTION_MARK.test(normalised) ? QUESTION : null)

/** "no thanks" declines something and need not be about the dose: a bare "no" stands alone. */
function exactMeaning(words: string, language: CompiledLanguage): Meaning | null {
  if (language.taken.has(words)) return TAKEN
  if (language.notTaken.has(words)) return NOT_TAKEN
  if (language.vague.has(words)) return UNKNOWN_CODE
  const bare = withoutCourtesies(words, language)
  if (language.taken.has(bare)) return TAKEN
  if (language.notTaken.has(bare) && bare.includes(" ")) return NOT_TAKEN
  return language.vague.has(bare) ? UNKNOWN_CODE : null
}

/** "1 thanks", "yes 1", "not yet 2": a code, and nothing beside it that says otherwise. */
function codeMeaning(words: string, language: CompiledLanguage): Meaning | null {
  const bare = withoutCourtesies(words, language)
  const parts = /^([12])(?: (.+))?$|^(.+) ([12])$/u.exec(bare)
  const code = CODES[parts?.[1] ?? parts?.[4] ?? ""]
  if (!code) return null
  const before = parts?.[3]
  if (before && code === TAKEN && mayCount(before, language)) return null
  const rest = parts?.[2] ?? before
  if (rest === undefined) return code
  const said = exactMeaning(rest, language)
  return said?.intent === code.intent || said?.intent === "unknown_code" ? code : null
}

/** In "took 1" and "I have 1" the number counts tablets; in "yes 1" it does not. */
function mayCount(before: string, { verbs }: CompiledLanguage): boolean {
  return before.includes(" ") || verbs.ends.has(before)
}

/** An emoji that speaks against the words, or that nobody has defined, leaves it to a person. */
function unlessEmojiDisagrees(meaning: Meaning, normalised: string): Meaning {
  const emoji = emojiMeaning(normalised)
  const agrees = emoji === "none" || emoji === "friendly" || emoji === meaning.intent
  return agrees || meaning.intent === "unknown_code" ? meaning : FREE_TEXT
}

/** "No, la tomé" beside "no la tomé": cut there, it says that the dose was not taken and that it was. */
function saysBoth({ lines }: NormalisedText, language: CompiledLanguage): boolean {
  const clauses = lines
    .flatMap((line) => normalise(line).split(CLAUSE_ENDS))
    .map(wordsOf)
    .filter((clause) => clause !== "")
  return clauses.some((_, cut) => {
    const [before = "", after = ""] = [clauses.slice(0, cut), clauses.slice(cut)].map((part) =>
      withoutCourtesies(part.join(" "), language),
    )
    const isDenied = language.notTaken.has(before) || language.negations.has(before)
    return isDenied && language.taken.has(after)
  })
}

const exactOrCode: Step = (text, languages) => {
  const above = textAboveSignature(text.lines, EVERY_LANGUAGE)
  const bodies = above === null ? [text] : [text, prepare(above)]
  for (const meaningOf of [exactMeaning, codeMeaning]) {
    for (const body of bodies) {
      for (const language of languages) {
        const words = wordsOf(withoutEmoji(body.normalised))
        const found = meaningOf(words, language)
        if (found?.intent === "not_taken" && saysBoth(body, language)) return FREE_TEXT
        if (found) return unlessEmojiDisagrees(found, text.normalised)
      }
    }
  }
  return null
}

const sentence: Step = ({ normalised, words }, languages) => {
  for (const language of languages) {
    const bare = withoutCourtesies(words, language)
    if (startsQuestion(bare, language)) return QUESTION
    if (isPositiveSentence(bare, language)) return unlessEmojiDisagrees(LIKELY_TAKEN, normalised)
  }
  return null
}

const AFTER_OPT_IN: readonly Step[] = [digitsOnly, emojiOnly, question, exactOrCode, sentence]

function meaningOf(
  text: NormalisedText,
  languages: readonly CompiledLanguage[],
  optedOut: boolean,
): Meaning {
  if (text.normalised === "") return EMPTY
  const early =
    tapback(text, languages) ??
    optOut(text, languages) ??
    help(text, languages) ??
    optIn(text, languages, optedOut)
  if (early) return early
  for (const step of AFTER_OPT_IN) {
    const meaning = step(text, languages)
    if (meaning) return meaning
  }
  return FREE_TEXT
}

/**
 * What a patient's text means (design, Replies, "Reading a text"). `locale` is BioT's (`en-us`,
 * `en_US`) or null; its table counts where the organization reads that language (`spoken`, from
 * `replyLanguagesOf`), and English always after it. `optedOut` decides what YES means. A text with a
 * safety word, in whatever language, is never taken or not taken by itself. Pure; never throws.
 */
export function classify(
  text: string,
  locale: string | null,
  optedOut: boolean,
  spoken: readonly string[] = SHIPPED_CODES,
): Classification {
  const prepared = prepare(text)
  const own = languageFor(locale)?.code ?? english.code
  const codes = new Set([...(spoken.includes(own) ? [own] : []), english.code])
  const languages = [...codes].flatMap((code) => COMPILED.get(code) ?? [])
  const safety = findSafetyWord(prepared.words, own)
  const meaning = meaningOf(prepared, languages, optedOut)
  const aboutTheDose = meaning.intent === "taken" || meaning.intent === "not_taken"
  const { intent, confidence } = safety && aboutTheDose ? FREE_TEXT : meaning
  return { intent, confidence, safety, normalised: prepared.normalised, core: prepared.core }
}
