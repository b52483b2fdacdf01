import type { LanguageTable } from "./languages/table"
import { normalise, wordsOf } from "./normalise"

/** A language's table in the form in which texts are compared with it. */
export type CompiledLanguage = {
  code: string
  taken: ReadonlySet<string>
  notTaken: ReadonlySet<string>
  vague: ReadonlySet<string>
  optOutExact: ReadonlySet<string>
  optOutFirst: ReadonlySet<string>
  optOutPhrases: readonly string[]
  optIn: ReadonlySet<string>
  optInWhileOptedOut: ReadonlySet<string>
  help: ReadonlySet<string>
  negations: readonly string[]
  verbs: ReadonlySet<string>
  /** Matches one allowed phrase or clock time at the start of the rest of a sentence. */
  allowed: RegExp
  questionStarts: readonly string[]
  notNames: ReadonlySet<string>
  signatures: readonly string[]
  courtesyBefore: RegExp
  courtesyAfter: RegExp
  tapbacks: ReadonlyArray<{ words: string; meaning: "taken" | "not_taken" | "question" | "other" }>
  /** Each captures the emoji of a reaction. */
  reactions: readonly RegExp[]
}

const comparable = (phrase: string) => wordsOf(normalise(phrase))

function setOf(phrases: readonly string[]): ReadonlySet<string> {
  return new Set(phrases.map(comparable))
}

/** Longest first, so that "thank you so much" is not left as "so much". */
function alternatives(phrases: readonly string[]): string {
  return [...setOf(phrases)].sort((a, b) => b.length - a.length).join("|")
}

const NEVER = "(?!)"

/** Compiles a language's table; done once per process and language. */
export function compileLanguage(table: LanguageTable): CompiledLanguage {
  const courtesies = alternatives(table.courtesies) || NEVER
  const allowed = alternatives([...table.sentence.allowed, ...table.sentence.verbs]) || NEVER
  const tapbacks = (
    [
      ["taken", table.tapbacks.taken],
      ["not_taken", table.tapbacks.notTaken],
      ["question", table.tapbacks.question],
      ["other", table.tapbacks.other],
    ] as const
  ).flatMap(([meaning, phrases]) => phrases.map((words) => ({ words: normalise(words), meaning })))
  return {
    code: table.code,
    taken: setOf(table.taken),
    notTaken: setOf(table.notTaken),
    vague: setOf(table.vague),
    optOutExact: setOf(table.optOut.exact),
    optOutFirst: setOf(table.optOut.firstWords),
    optOutPhrases: table.optOut.phrases.map(comparable),
    optIn: setOf(table.optIn.exact),
    optInWhileOptedOut: setOf(table.optIn.whileOptedOut),
    help: setOf(table.help),
    negations: table.negations.map(comparable),
    verbs: setOf(table.sentence.verbs),
    allowed: new RegExp(`^(?:${allowed})(?: |$)`, "u"),
    questionStarts: table.sentence.questionStarts.map(comparable),
    notNames: setOf(table.notNames),
    signatures: table.signatures.map(comparable),
    courtesyBefore: new RegExp(`^(?:(?:${courtesies}) )+`, "u"),
    courtesyAfter: new RegExp(`(?: (?:${courtesies}))+$`, "u"),
    tapbacks,
    reactions: table.tapbacks.reactions.map(
      (form) =>
        new RegExp(`^${form.split("*").map(normalise).join(" ?([^\\p{L}\\p{N}\\s]+) ?")} ?"`, "u"),
    ),
  }
}

/** No phrase of a table is near this long, and the patterns need not be tried on an essay. */
const LONGEST_PHRASE = 300

/** Takes courtesies off both ends; what is nothing but a courtesy stays. */
export function withoutCourtesies(words: string, language: CompiledLanguage): string {
  if (words.length > LONGEST_PHRASE) return words
  return words.replace(language.courtesyBefore, "").replace(language.courtesyAfter, "")
}

/** Does one of `phrases` occur in a clause, with no negation before it in the same clause? */
export function saysUnnegated(
  clauses: readonly string[],
  phrases: readonly string[],
  negations: readonly string[],
): boolean {
  return clauses.some((clause) => {
    const padded = ` ${clause} `
    return phrases.some((phrase) => {
      const at = padded.indexOf(` ${phrase} `)
      if (at < 0) return false
      const before = padded.slice(0, at + 1)
      return !negations.some((negation) => before.includes(` ${negation} `))
    })
  })
}

/** Times of day: `8`, `8 30`, `8am`, `8 pm`; a bare number needs "at" or am/pm around it. */
const CLOCK = /^(?:(?:at|around|about) )?\d{1,2}(?: \d{2})? ?(?:am|pm)(?: |$)/u
const CLOCK_AFTER_AT = /^at \d{1,2}(?: \d{2})?(?: |$)/u
const MINUTES_AGO = /^\d{1,2} (?:min|mins|minutes) ago(?: |$)/u
const LONGEST_SENTENCE = 12

/**
 * "took it this morning": short, with a verb of taking, and nothing in it that the table does not
 * allow. A list of what is allowed, because what can go wrong ("took half", "taken ill", "my wife
 * took hers") cannot be listed.
 */
export function isPositiveSentence(words: string, language: CompiledLanguage): boolean {
  const tokens = words.split(" ")
  if (tokens.length > LONGEST_SENTENCE || !tokens.some((token) => language.verbs.has(token))) {
    return false
  }
  if (language.questionStarts.some((start) => `${words} `.startsWith(`${start} `))) return false
  let rest = words
  while (rest !== "") {
    const step = [CLOCK, CLOCK_AFTER_AT, MINUTES_AGO, language.allowed]
      .map((pattern) => pattern.exec(rest)?.[0])
      .find((match) => match !== undefined)
    if (step === undefined) return false
    rest = rest.slice(step.length)
  }
  return true
}
