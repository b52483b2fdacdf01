import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { classify } from "./classify"
import { LANGUAGES } from "./languages/registry"
import { SAFETY_KINDS, SAFETY_LEVELS } from "./languages/table"
import { normalise, prepare, wordsOf } from "./normalise"

/** Any string: code points of all planes, halves of pairs, and what phones really send. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        "1",
        "2",
        " ",
        "\n",
        "-- ",
        "John",
        "👍",
        "👎",
        "\ufe0f",
        "\u20e3",
        "\u200d",
        "took",
        "it",
        "not",
        "stop",
        "?",
        "½",
        "e",
        "\u0301",
        "ا",
        "\u0653",
        "“",
        "İ",
        "١",
        "liked ",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
)
const locale = fc.option(
  fc.constantFrom("en-us", "en_US", "ru", "xx", "-", ...LANGUAGES.map((l) => l.code)),
)

const safetyPhrase = fc.constantFrom(
  ...LANGUAGES.flatMap((table) =>
    SAFETY_LEVELS.flatMap((level) =>
      SAFETY_KINDS.flatMap((kind) =>
        (table.safety[level][kind] ?? []).map((phrase) => ({ phrase, level, table })),
      ),
    ),
  ),
)

/** A phrase of the table as somebody would write it: gaps filled, endings grown. */
function written(phrase: string, filler: readonly string[]): string {
  return phrase
    .replace(/ ?… ?/gu, ` ${filler.map((word) => `${word} `).join("")}`)
    .replace(/-(?= |$)/gu, "")
}

test("no text, locale or state makes it throw, and the answer is always of the closed sets", () => {
  fc.assert(
    fc.property(anyText, locale, fc.boolean(), (text, where, optedOut) => {
      const result = classify(text, where, optedOut)
      expect(result.intent).toBeTypeOf("string")
      expect(classify(text, where, optedOut)).toEqual(result)
    }),
    { numRuns: 2_000 },
  )
})

test("normalisation rests after one go", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = normalise(text)
      expect(normalise(once)).toBe(once)
      expect(wordsOf(normalise(wordsOf(once)))).toBe(wordsOf(once))
    }),
    { numRuns: 5_000 },
  )
})

test("a normalised text means what the text meant, unless its lines carried a signature", () => {
  fc.assert(
    fc.property(anyText, locale, fc.boolean(), (text, where, optedOut) => {
      fc.pre(prepare(text).lines.length === 1 && !text.includes("-"))
      expect(classify(normalise(text), where, optedOut).intent).toBe(
        classify(text, where, optedOut).intent,
      )
    }),
    { numRuns: 2_000 },
  )
})

describe("safety never vanishes", () => {
  const fillers = fc.array(fc.constantFrom("my", "really", "so", "the"), { maxLength: 3 })

  test("whatever stands around the words, in any locale, whoever opted out", () => {
    fc.assert(
      fc.property(
        safetyPhrase,
        fillers,
        anyText,
        anyText,
        locale,
        fc.boolean(),
        ({ phrase }, filler, before, after, where, optedOut) => {
          const text = `${before} ${written(phrase, filler)} ${after}`
          const { safety, intent } = classify(text, where, optedOut)
          expect(safety).not.toBeNull()
          expect(["taken", "not_taken", "empty"]).not.toContain(intent)
        },
      ),
      { numRuns: 5_000 },
    )
  })

  test("capitals, invisible characters and punctuation between the words hide nothing", () => {
    const joiner = fc.constantFrom(" ", "  ", "\n", "... ", ", ", " - ", "\u00a0", " \u200f", "\t")
    fc.assert(
      fc.property(
        safetyPhrase,
        joiner,
        fc.constantFrom("", "\u200b", "\u200d", "\ufeff", "\ufe0f"),
        ({ phrase }, between, invisible) => {
          const words = written(phrase, [])
            .split(" ")
            .filter((word) => word !== "")
          const text = words.map((word) => [...word.toUpperCase()].join(invisible)).join(between)
          expect(classify(text, "en-us", false).safety).not.toBeNull()
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

test("a long text is read in a moment of work that grows with its length only", () => {
  for (const piece of [
    "1 ",
    "- ",
    "took it ",
    "can't ",
    "a",
    "👍",
    '"',
    "\u0301",
    "thanks ",
    ".",
  ]) {
    expect(classify(piece.repeat(20_000), "en-us", false).intent).toBeTypeOf("string")
    expect(classify(`${piece.repeat(20_000)}x`, "en-us", false).intent).toBe("free_text")
  }
})
