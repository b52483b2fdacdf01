/** What a safety word points at; the order is the order in which a text is searched. */
export const SAFETY_KINDS = [
  "self_harm",
  "overdose",
  "breathing",
  "chest_pain",
  "stroke_or_collapse",
  "allergic_reaction",
  "bleeding",
  "emergency",
] as const
export type SafetyKind = (typeof SAFETY_KINDS)[number]

/**
 * `emergency`: a life may be at stake within the hour. `urgent`: a person must call today. Worst
 * first, the order in which a text is searched.
 */
export const SAFETY_LEVELS = ["emergency", "urgent"] as const
export type SafetyLevel = (typeof SAFETY_LEVELS)[number]

/** Phrases that stand between commas, over as many lines as they need. */
export function listed(phrases: string): readonly string[] {
  return phrases
    .split(",")
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "")
}

/**
 * How patients write in one language. Plain data, written as people write: capitals, accents and
 * apostrophes do not matter. Tables are never merged: `da` is yes in Russian and "here" in German.
 */
export type LanguageTable = {
  /** ISO 639-1, the first part of BioT's `_locale`. */
  code: string
  name: string
  direction: "ltr" | "rtl"
  /** Spellings for phones that lack a letter (`ü` as `ue`); each phrase counts in both. */
  spellings: ReadonlyArray<readonly [letter: string, instead: string]>
  /** Little words that are written onto the next one (`וכאב`, `والألم`), for safety only. */
  proclitics: readonly string[]
  /** Whole texts that say the dose was taken, or was not. */
  taken: readonly string[]
  notTaken: readonly string[]
  /** Whole texts that answer something, but not whether the dose was taken (`ok`). */
  vague: readonly string[]
  /** Courtesies that may stand before or after "1" or a phrase of `taken` and change nothing. */
  courtesies: readonly string[]
  optOut: {
    /** Whole texts. */
    exact: readonly string[]
    /** First words that decide whatever follows. */
    firstWords: readonly string[]
    /** Phrases that decide anywhere, unless a negation stands before them in the same clause. */
    phrases: readonly string[]
    /**
     * As `phrases`, but they may go on about the treatment ("take me off this medicine"), so they
     * count only where the clause ends, after `endings` at most, or where one of `texts` follows,
     * with nothing but `endings` and `fillers` between.
     */
    openings: readonly string[]
    /** What is ours to stop: texts, reminders, the list. */
    texts: readonly string[]
    fillers: readonly string[]
    endings: readonly string[]
  }
  /** Whole texts; `whileOptedOut` count as opting in only for somebody who has opted out. */
  optIn: { exact: readonly string[]; whileOptedOut: readonly string[] }
  help: readonly string[]
  /** Words that turn a clause round. */
  negations: readonly string[]
  /**
   * A sentence counts as "taken" only if it has one of `verbs` and every other word is in `allowed`
   * or belongs to a time. None of them means all: "all the tablets" may be the whole box.
   * `questionStarts` are openings that ask even without a question mark.
   */
  sentence: {
    verbs: readonly string[]
    allowed: readonly string[]
    questionStarts: readonly string[]
    /** Words before a bare time (`at 8`), after one (`8 am`), and spans with `*` (`* min ago`). */
    clock: { before: readonly string[]; after: readonly string[]; ago: readonly string[] }
  }
  /** Words which, after "1 -", are a remark and not the name of the person who signs. */
  notNames: readonly string[]
  /** Openings of signature lines that phones add by themselves. */
  signatures: readonly string[]
  /** The words with which phones announce a reaction to our text, before the quoted text. */
  tapbacks: {
    taken: readonly string[]
    notTaken: readonly string[]
    question: readonly string[]
    other: readonly string[]
    /** Forms that name the emoji, which stands at the `*`. */
    reactions: readonly string[]
  }
  safety: SafetyTable
}

/** `…` stands for up to three words; a closing `-` for any ending. Negation is no excuse. */
export type SafetyTable = Readonly<
  Record<SafetyLevel, Readonly<Partial<Record<SafetyKind, readonly string[]>>>>
>
