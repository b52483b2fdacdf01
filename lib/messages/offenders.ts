/** A character that has no place in GSM-7, and so makes the whole text UCS-2. */
export type Offender = {
  /** As a reader sees it: an emoji with its skin tone is one. */
  char: string
  /** UTF-16 index of its first occurrence. */
  index: number
  count: number
  /** What one click may put in its place, `""` to leave it out; null when only a person can say. */
  replacement: string | null
}

const WRITTEN_OUT: Readonly<Record<string, string>> = {
  œ: "oe",
  Œ: "OE",
  ﬁ: "fi",
  ﬂ: "fl",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ı: "i",
  ẞ: "SS",
  "™": "(TM)",
  "©": "(c)",
  "®": "(R)",
  "•": "-",
}

/** Digits, fractions, micro, times and the like carry a dose: no click may rewrite them. */
const CARRIES_A_QUANTITY = /[\p{N}\p{Sm}µμ°·′″‰]/u
const PICTURE = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier})/u
const INVISIBLE = /^[\p{Cf}\p{M}]+$/u
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" })

function replacementFor(char: string, fits: (char: string) => boolean): string | null {
  const written = WRITTEN_OUT[char]
  if (written !== undefined) return written
  if (CARRIES_A_QUANTITY.test(char)) return null
  if (PICTURE.test(char) || INVISIBLE.test(char)) return ""
  const visible = char.replace(/\p{Cf}/gu, "")
  const base = visible.normalize("NFD").replace(/\p{M}/gu, "")
  return base !== "" && [...base].every(fits) ? base : null
}

/** Each different offender of a text, in the order of first occurrence. */
export function offendersIn(text: string, fits: (char: string) => boolean): Offender[] {
  const found = new Map<string, Offender>()
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    if ([...segment].every(fits)) continue
    const known = found.get(segment)
    if (known) known.count += 1
    else
      found.set(segment, {
        char: segment,
        index,
        count: 1,
        replacement: replacementFor(segment, fits),
      })
  }
  return [...found.values()]
}
