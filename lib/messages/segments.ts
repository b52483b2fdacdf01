import { type Offender, offendersIn } from "./offenders"

export const MOST_PARTS = 3

export type Alphabet = "gsm7" | "ucs2"

/** What a text costs on the wire. Everything speaks of `normalised`, the text that is sent. */
export type TextAnalysis = {
  normalised: string
  alphabet: Alphabet
  /** Septets for GSM-7, UTF-16 units for UCS-2. */
  units: number
  parts: number
  /** Units that one part holds as things stand: 160 or 153, 70 or 67. */
  partSize: number
  /** Units still free in the last part. */
  room: number
  /** Units that the most parts allowed can hold: 459 or 201. */
  limit: number
  tooLong: boolean
  /** Each different character that forces UCS-2, once; empty for GSM-7. */
  offenders: readonly Offender[]
}

/** 3GPP TS 23.038, default alphabet without its escape, and the ten that need it. */
const GSM7_BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
)
const GSM7_EXTENDED = new Set("\f^{}\\[~]|€")

const SIZES = { gsm7: { single: 160, joined: 153 }, ucs2: { single: 70, joined: 67 } } as const

/** Septets of one code point, or null when GSM-7 has no such character. */
export function gsm7Units(char: string): 1 | 2 | null {
  if (GSM7_BASIC.has(char)) return 1
  return GSM7_EXTENDED.has(char) ? 2 : null
}

const INVISIBLE = /[\u{AD}\u{200B}\u{2060}\u{FEFF}]|\p{Cs}|(?![\t\n\v\f\r\u{85}])\p{Cc}/gu
const REPLACEMENTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\r\n?|[\v\u{85}\u{2028}\u{2029}]/gu, "\n"],
  [/[\t\p{Zs}]/gu, " "],
  [/[‘’‚‛`´]/gu, "'"],
  [/[“”„‟«»]/gu, '"'],
  [/[‐‑‒–—―−]/gu, "-"],
  [/…/gu, "..."],
  [/‥/gu, ".."],
  [/․/gu, "."],
]

/**
 * Straightens quotes, hyphens, dots and spaces and composes accents; idempotent. Never NFKC: it
 * makes `11/2` of `1½`. Digits, fractions, `µ` and `×` stay as they are (design, Sending).
 */
export function normaliseText(text: string): string {
  let result = text.replace(INVISIBLE, "").normalize("NFC")
  for (const [pattern, replacement] of REPLACEMENTS) result = result.replace(pattern, replacement)
  return result
}

/** Whether a text costs more than another on the wire: more parts, or more units in as many. */
export function costsMore(
  text: Pick<TextAnalysis, "parts" | "units">,
  other: Pick<TextAnalysis, "parts" | "units">,
): boolean {
  return text.parts === other.parts ? text.units > other.units : text.parts > other.parts
}

/** Fills parts one after another: a character that does not fit whole begins the next part. */
function pack(sizes: readonly number[], alphabet: Alphabet) {
  const { single, joined } = SIZES[alphabet]
  const units = sizes.reduce((sum, size) => sum + size, 0)
  if (units <= single)
    return { units, parts: units === 0 ? 0 : 1, partSize: single, room: single - units }
  let parts = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > joined) {
      parts += 1
      used = 0
    }
    used += size
  }
  return { units, parts, partSize: joined, room: joined - used }
}

/**
 * Alphabet, units and parts of a text as it will be sent. Packed by code point, not divided: a
 * two-septet character or a surrogate pair never straddles two parts. An empty text has no part.
 */
export function analyseText(text: string): TextAnalysis {
  const normalised = normaliseText(text)
  const chars = [...normalised]
  const septets = chars.map(gsm7Units)
  const fits = septets.every((size) => size !== null)
  const alphabet: Alphabet = fits ? "gsm7" : "ucs2"
  const sizes = fits ? septets.map((size) => size ?? 0) : chars.map((char) => char.length)
  const packed = pack(sizes, alphabet)
  return {
    normalised,
    alphabet,
    ...packed,
    limit: SIZES[alphabet].joined * MOST_PARTS,
    tooLong: packed.parts > MOST_PARTS,
    offenders: fits ? [] : offendersIn(normalised, (char) => gsm7Units(char) !== null),
  }
}
