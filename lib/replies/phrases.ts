import type { LanguageTable } from "./languages/table"
import { normalise, wordsOf } from "./normalise"

/** Phrases in comparable form, the words that they begin and end with, and the longest's length. */
export type PhraseSet = {
  phrases: ReadonlySet<string>
  starts: ReadonlySet<string>
  ends: ReadonlySet<string>
  longest: number
}

export type Tapback = { words: string; meaning: "taken" | "not_taken" | "question" | "other" }

/** A language's table in the form in which texts are compared with it. */
export type CompiledLanguage = {
  code: string
  taken: ReadonlySet<string>
  notTaken: ReadonlySet<string>
  vague: ReadonlySet<string>
  optOut: {
    exact: ReadonlySet<string>
    firstWords: ReadonlySet<string>
    phrases: PhraseSet
    openings: PhraseSet
    texts: PhraseSet
    fillers: PhraseSet
    /** The courtesies included. */
    endings: PhraseSet
  }
  optIn: ReadonlySet<string>
  optInWhileOptedOut: ReadonlySet<string>
  help: ReadonlySet<string>
  negations: ReadonlySet<string>
  verbs: PhraseSet
  /** What may stand beside a verb, the verbs included. */
  allowed: PhraseSet
  /** Each matches a time at the start of the rest of a sentence. */
  times: readonly RegExp[]
  questionStarts: PhraseSet
  notNames: ReadonlySet<string>
  signatures: readonly string[]
  courtesies: PhraseSet
  tapbacks: readonly Tapback[]
  /** Each captures the emoji of a reaction. */
  reactions: readonly RegExp[]
}

export const comparable = (phrase: string) => wordsOf(normalise(phrase))

/** A phrase as the table writes it, and as it is typed without the letters that a phone lacks. */
export function comparableSpellings(
  phrase: string,
  { spellings }: Pick<LanguageTable, "spellings">,
): string[] {
  const typed = spellings.reduce(
    (text, [letter, instead]) => text.replaceAll(letter, instead),
    phrase.toLowerCase(),
  )
  return [...new Set([phrase, typed])]
}

function phraseSet(phrases: ReadonlySet<string>): PhraseSet {
  const split = [...phrases].map((phrase) => phrase.split(" "))
  return {
    phrases,
    starts: new Set(split.flatMap((tokens) => tokens.slice(0, 1))),
    ends: new Set(split.flatMap((tokens) => tokens.slice(-1))),
    longest: Math.max(0, ...split.map((tokens) => tokens.length)),
  }
}

/** Compiles a language's table; done once per process and language. */
export function compileLanguage(table: LanguageTable): CompiledLanguage {
  const setOf = (phrases: readonly string[]) =>
    new Set(phrases.flatMap((phrase) => comparableSpellings(phrase, table)).map(comparable))
  const { sentence, optOut, optIn } = table
  return {
    code: table.code,
    taken: setOf(table.taken),
    notTaken: setOf(table.notTaken),
    vague: setOf(table.vague),
    optOut: {
      exact: setOf(optOut.exact),
      firstWords: setOf(optOut.firstWords),
      phrases: phraseSet(setOf(optOut.phrases)),
      openings: phraseSet(setOf(optOut.openings)),
      texts: phraseSet(setOf(optOut.texts)),
      fillers: phraseSet(setOf(optOut.fillers)),
      endings: phraseSet(setOf([...optOut.endings, ...table.courtesies])),
    },
    optIn: setOf(optIn.exact),
    optInWhileOptedOut: setOf(optIn.whileOptedOut),
    help: setOf(table.help),
    negations: setOf(table.negations),
    verbs: phraseSet(setOf(sentence.verbs)),
    allowed: phraseSet(setOf([...sentence.allowed, ...sentence.verbs])),
    times: timesOf(sentence.clock, setOf),
    questionStarts: phraseSet(setOf(sentence.questionStarts)),
    notNames: setOf(table.notNames),
    signatures: [...setOf(table.signatures)],
    courtesies: phraseSet(setOf(table.courtesies)),
    tapbacks: tapbacksOf(table),
    reactions: table.tapbacks.reactions.map(
      (form) =>
        new RegExp(`^${form.split("*").map(normalise).join(" ?([^\\p{L}\\p{N}\\s]+) ?")} ?"`, "u"),
    ),
  }
}

function tapbacksOf({ tapbacks }: LanguageTable): Tapback[] {
  const meanings = [
    ["taken", tapbacks.taken],
    ["not_taken", tapbacks.notTaken],
    ["question", tapbacks.question],
    ["other", tapbacks.other],
  ] as const
  return meanings.flatMap(([meaning, phrases]) =>
    phrases.map((phrase) => ({ words: normalise(phrase), meaning })),
  )
}

/** `8 30 am`, `8am`, `20h30`; a bare number needs a word before it, or it could count pills. */
function timesOf(
  clock: LanguageTable["sentence"]["clock"],
  setOf: (phrases: readonly string[]) => ReadonlySet<string>,
): RegExp[] {
  const any = (phrases: readonly string[]) => [...setOf(phrases)].join("|") || "(?!)"
  const before = `(?:${any(clock.before)}) ?`
  const after = ` ?(?:${any(clock.after)})(?: ?\\d{2})?`
  const ago = clock.ago.map((span) => {
    const [ahead = "", behind = ""] = span.split("*").map(comparable)
    return `${ahead}${ahead && " "}\\d{1,2}${behind && " ?"}${behind}`
  })
  return [
    new RegExp(`^(?:${before})?\\d{1,2}(?: \\d{2})?${after}(?: |$)`, "u"),
    new RegExp(`^${before}\\d{1,2}(?: \\d{2})?(?: |$)`, "u"),
    ...ago.map((span) => new RegExp(`^${span}(?: |$)`, "u")),
  ]
}

/** How many words the longest phrase of a set has that starts at `from`; 0 for none. */
export function lengthAt(
  tokens: readonly string[],
  from: number,
  set: PhraseSet,
  end: number,
): number {
  if (!set.starts.has(tokens[from] ?? "")) return 0
  for (let length = Math.min(set.longest, end - from); length > 0; length -= 1) {
    if (set.phrases.has(tokens.slice(from, from + length).join(" "))) return length
  }
  return 0
}

/** No phrase of a table is near this long, and an essay need not be tried. */
const LONGEST_PHRASE = 300

/** Takes courtesies off both ends; what is nothing but a courtesy stays. */
export function withoutCourtesies(text: string, { courtesies }: CompiledLanguage): string {
  if (text.length > LONGEST_PHRASE) return text
  const tokens = text.split(" ")
  let [start, end] = [0, tokens.length]
  for (;;) {
    const length = lengthAt(tokens, start, courtesies, end)
    if (length === 0 || start + length >= end) break
    start += length
  }
  for (;;) {
    const length = lengthUpTo(tokens, start + 1, end, courtesies)
    if (length === 0) break
    end -= length
  }
  return tokens.slice(start, end).join(" ")
}

function lengthUpTo(tokens: readonly string[], start: number, end: number, set: PhraseSet): number {
  if (!set.ends.has(tokens[end - 1] ?? "")) return 0
  for (let length = Math.min(set.longest, end - start); length > 0; length -= 1) {
    if (set.phrases.has(tokens.slice(end - length, end).join(" "))) return length
  }
  return 0
}

/** "should I take it", asked without a question mark. */
export function startsQuestion(text: string, { questionStarts }: CompiledLanguage): boolean {
  const tokens = text.split(" ", questionStarts.longest + 1)
  const length = lengthAt(tokens, 0, questionStarts, tokens.length)
  return length > 0 && length < tokens.length
}

function timeAt(tokens: readonly string[], at: number, times: readonly RegExp[]): number {
  const rest = tokens.slice(at).join(" ")
  const time = times.map((pattern) => pattern.exec(rest)?.[0]).find((match) => match !== undefined)
  return time ? time.trim().split(" ").length : 0
}

const LONGEST_SENTENCE = 12

/**
 * "took it this morning": short, with a verb of taking, and nothing in it that the table does not
 * allow. A list of what is allowed, because what can go wrong ("took half", "taken ill", "my wife
 * took hers") cannot be listed.
 */
export function isPositiveSentence(text: string, language: CompiledLanguage): boolean {
  const tokens = text.split(" ", LONGEST_SENTENCE + 1)
  if (tokens.length > LONGEST_SENTENCE) return false
  const { verbs, allowed, times } = language
  if (!tokens.some((_, at) => lengthAt(tokens, at, verbs, tokens.length) > 0)) return false
  const hasTime = /\d/u.test(text)
  for (let at = 0; at < tokens.length; ) {
    const length =
      (hasTime && timeAt(tokens, at, times)) || lengthAt(tokens, at, allowed, tokens.length)
    if (length === 0) return false
    at += length
  }
  return true
}
