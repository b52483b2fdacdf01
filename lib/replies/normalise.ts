/** What the classifier looks at; none of it is ever shown or stored in place of the patient's words. */
export type NormalisedText = {
  /** One line, lower case, ASCII digits, straight quotes, no marks on Latin letters. */
  normalised: string
  /** `normalised` without the punctuation at its edges. */
  core: string
  /** Letters and digits only, apostrophes closed up, one space between: `can't` becomes `cant`. */
  words: string
  /** The patient's own lines, trimmed, empty ones left out; letter case and accents kept. */
  lines: readonly string[]
}

/** Format characters, variation selectors, the keycap mark, skin tones, halves of a pair. */
const INVISIBLE = /\p{Cf}|\p{Cs}|\p{Variation_Selector}|\u{20E3}|[\u{1F3FB}-\u{1F3FF}]/gu
/** White space, controls and the letters that only look like a space. */
const BLANK = /[\s\p{Cc}\p{Z}\u{115F}\u{1160}\u{2800}\u{3164}]+/gu
const SINGLE_QUOTES = /[‘’‚‛`´′‹›ʼ＇׳]/gu
const DOUBLE_QUOTES = /[“”„‟«»″〝〞״]/gu
const DASHES = /[‐‑‒–—―−]/gu
const LATIN_WITH_MARKS = /(\p{Script=Latin})\p{M}+/gu

/** A sign or a slash before a digit changes the number, and a percent or question mark any text. */
const EDGE_START = /^(?:(?![-+/]\d)(?:[^\P{P}%#&@?؟¿]|\s))+/u
const EDGE_END_MARK = /[^\P{P}%#&@?؟¿/]|\s/u
/** Letters, digits and signs of ASCII, which need none of the above. */
const PLAIN = /^[\t\n\r -_a-~]*$/u
const ANY_DIGIT = /\p{Nd}/gu

/** Letters that people write one for the other: alefs, the two forms of yeh, `ё`, `ß`, `œ`. */
const INTERCHANGEABLE: Readonly<Record<string, string>> = {
  ...{ أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ی: "ي", ئ: "ي", ؤ: "و", ة: "ه", ک: "ك", ـ: "" },
  ...{ ё: "е", ß: "ss", œ: "oe", æ: "ae", ı: "i" },
}
const INTERCHANGEABLE_LETTER = new RegExp(`[${Object.keys(INTERCHANGEABLE).join("")}]`, "gu")

/** Decimal digits stand in runs of ten that begin with their zero, so the distance tells the value. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let start = code
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1
  return String((code - start) % 10)
}

function onePass(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .replace(ANY_DIGIT, toAsciiDigit)
    .toLowerCase()
    .normalize("NFD")
    .replace(LATIN_WITH_MARKS, "$1")
    .normalize("NFC")
    .replace(DASHES, "-")
    .replace(BLANK, " ")
    .trim()
}

/**
 * The one form in which two texts of a patient are compared. Repeated until it rests, because
 * dropping a character can let its neighbours compose. Idempotent; never throws.
 */
export function normalise(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replace(/[\s]+/gu, " ").trim()
  let current = text
  for (let pass = 0; pass < 5; pass += 1) {
    const next = onePass(current)
    if (next === current) return next
    current = next
  }
  return current
}

/** What separates nothing: apostrophes, marks of every script. */
const CLOSED_UP = /['\p{M}]/gu

/**
 * Letters and digits of an already normalised text; marks of every script are closed up, and
 * letters that stand for one another are one.
 */
export function wordsOf(normalised: string): string {
  return normalised
    .replace(CLOSED_UP, "")
    .replace(INTERCHANGEABLE_LETTER, (letter) => INTERCHANGEABLE[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
}

/** A loop, for the pattern that does the same is quadratic in a long row of dots. */
function withoutTail(text: string): string {
  let end = text.length
  while (end > 0 && EDGE_END_MARK.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** Everything the classifier needs of a text, computed once. Never throws. */
export function prepare(text: string): NormalisedText {
  const normalised = normalise(text)
  const core = withoutTail(normalised.replace(EDGE_START, ""))
  const lines = text
    .replace(INVISIBLE, "")
    .split(/[\n\r\u{2028}\u{2029}]+/u)
    .map((line) => line.replace(DASHES, "-").replace(BLANK, " ").trim())
    .filter((line) => line !== "")
  return { normalised, core, words: wordsOf(normalised), lines }
}
