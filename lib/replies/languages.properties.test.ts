import fc from "fast-check"
import { expect, test } from "vitest"
import { classify } from "./classify"
import { LANGUAGES } from "./languages/registry"
import type { LanguageTable } from "./languages/table"
import { normalise, wordsOf } from "./normalise"
import { VECTORS } from "./vectors/all"

const PROMISED = VECTORS.flatMap(({ locale: where, optedOut, rows }) =>
  rows.map(([text, , , safety]) => ({ text, where, optedOut: optedOut ?? false, safety })),
)
const LOCALES = LANGUAGES.map(({ code }) => code)
const isAboutADose = (intent: string) => intent === "taken" || intent === "not_taken"

test("an alarm depends on no locale, and no harmless text of a language raises another's", () => {
  const wrong = PROMISED.flatMap(({ text, safety }) =>
    LOCALES.filter((where) => (classify(text, where, false).safety !== null) !== !!safety).map(
      (where) => `${text} in ${where}`,
    ),
  )
  expect(wrong).toEqual([])
})

test("no language's words leak into another", () => {
  const leaks = LANGUAGES.flatMap((own) =>
    LANGUAGES.filter(({ code }) => code !== own.code).flatMap((other) => {
      const known = wordsKnownTo(other)
      return [...own.taken, ...own.notTaken]
        .filter(
          (phrase) =>
            !wordsOf(normalise(phrase))
              .split(" ")
              .every((word) => known.has(word)),
        )
        .filter((phrase) => isAboutADose(classify(phrase, other.code, false).intent))
        .map((phrase) => `${phrase} in ${other.name}`)
    }),
  )
  expect(leaks).toEqual([])
})

/** Every word of a language's table and of English's. */
function wordsKnownTo(language: LanguageTable): Set<string> {
  const tables = LANGUAGES.filter(({ code }) => code === "en" || code === language.code)
  const phrases = tables.flatMap(({ taken, notTaken, vague, courtesies, sentence }) => [
    ...[...taken, ...notTaken, ...vague, ...courtesies, ...sentence.verbs, ...sentence.allowed],
  ])
  return new Set(phrases.flatMap((phrase) => wordsOf(normalise(phrase)).split(" ")))
}

test("no table says of one phrase that the dose was taken and that it was not", () => {
  for (const { name, taken, notTaken, vague } of LANGUAGES) {
    const said = [taken, notTaken, vague].map(
      (phrases) => new Set(phrases.map((phrase) => wordsOf(normalise(phrase)))),
    )
    const all = said.flatMap((phrases) => [...phrases])
    expect(
      all.filter((phrase, at) => all.indexOf(phrase) !== at),
      name,
    ).toEqual([])
  }
})

test("a digit means the same in every script", () => {
  const zeros = ["٠", "۰", "०", "০", "๐", "０", "᠐", "߀", "༠", "꘠", "𝟎"]
  const written = fc.tuple(fc.constantFrom(...PROMISED), fc.constantFrom(...zeros))
  fc.assert(
    fc.property(written, ([{ text, where, optedOut }, zero]) => {
      const start = zero.codePointAt(0) ?? 0
      const other = text.replace(/\d/gu, (digit) => String.fromCodePoint(start + Number(digit)))
      const read = (each: string) => {
        const { intent, confidence, safety } = classify(each, where, optedOut)
        return [intent, confidence, safety?.id]
      }
      expect(read(other)).toEqual(read(text))
    }),
    { numRuns: 1_000 },
  )
})

test("words that no table knows never make a reading more certain", () => {
  const certainty = ["low", "medium", "high"]
  const strange = fc.constantFrom("zxqv", "blorfo", "ъфщ", "ظغثخ", "ץקחטפ", "xylofn")
  fc.assert(
    fc.property(fc.constantFrom(...PROMISED), strange, fc.boolean(), (vector, word, isFirst) => {
      const { text, where, optedOut } = vector
      fc.pre(!/["“«„]/u.test(text) && text.trim() !== "")
      const longer = isFirst ? `${word} ${text}` : `${text} ${word}`
      const [before, after] = [text, longer].map((each) => classify(each, where, optedOut))
      if (before && after && isAboutADose(after.intent)) {
        expect(certainty.indexOf(after.confidence)).toBeLessThanOrEqual(
          certainty.indexOf(before.confidence),
        )
        expect(after.intent).toBe(before.intent)
      }
    }),
    { numRuns: 2_000 },
  )
})
