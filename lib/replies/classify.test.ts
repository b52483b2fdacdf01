import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { classify } from "./classify"
import { LANGUAGES, languageFor } from "./languages/registry"
import { VECTORS } from "./vectors/all"
import { readingTable } from "./vectors/table"

describe.each(VECTORS)("$heading", ({ locale, optedOut, rows }) => {
  const vectors = rows.map(([text, intent, confidence, safety]) => ({
    text: JSON.stringify(text),
    run: () => {
      const result = classify(text, locale, optedOut ?? false)
      return [result.intent, result.confidence, result.safety?.kind]
    },
    expected: [intent, confidence, safety],
  }))

  test.each(vectors)("$text", ({ run, expected }) => {
    expect(run()).toEqual(expected)
  })
})

describe("the table of vectors", () => {
  test("is long enough for a clinician to trust, in every language", () => {
    expect(VECTORS.flatMap((group) => group.rows).length).toBeGreaterThanOrEqual(600)
    for (const { code } of LANGUAGES) {
      const own = VECTORS.filter(({ locale }) => locale && languageFor(locale)?.code === code)
      expect(own.flatMap((group) => group.rows).length, code).toBeGreaterThanOrEqual(60)
    }
  })

  test("is the page that clinicians read; if not, run npm run docs:replies", () => {
    const page = readFileSync(new URL("../../docs/reading-replies.md", import.meta.url), "utf8")
    expect(page).toBe(readingTable())
  })

  test("says nothing twice in a language", () => {
    const keys = VECTORS.flatMap(({ locale, optedOut, rows }) =>
      rows.map(([text]) => JSON.stringify([locale, optedOut ?? false, text])),
    )
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  })
})

test("a locale is read however it is written", () => {
  for (const locale of ["en-us", "en_US", "EN", "xx-yy", "", null]) {
    expect(classify("took it", locale, false).intent).toBe("taken")
  }
  for (const locale of ["he", "he-il", "HE_IL", "iw"]) {
    expect(classify("לקחתי", locale, false).intent).toBe("taken")
  }
})

test("a language that the organization switched off is not read, but its alarms are", () => {
  expect(classify("ya la tomé", "es-mx", false).intent).toBe("taken")
  expect(classify("ya la tomé", "es-mx", false, ["en", "fr"]).intent).toBe("free_text")
  expect(classify("taken", "es-mx", false, ["fr"]).intent).toBe("taken")
  expect(classify("no puedo respirar", "es-mx", false, ["en"]).safety?.kind).toBe("breathing")
})

describe("a safety word", () => {
  test("says how bad it is, and which phrase it was", () => {
    expect(classify("I have chest pain", "en", false).safety).toEqual({
      level: "emergency",
      kind: "chest_pain",
      id: "en:chest_pain:chest_pain-",
      phrase: "chest pain-",
      language: "en",
    })
    expect(classify("double dose", "en", false).safety?.level).toBe("urgent")
  })

  test("is the worst of several, whichever comes first and in whatever language", () => {
    const { safety } = classify("double dose, no puedo respirar", "en", false)
    expect(safety).toMatchObject({ level: "emergency", kind: "breathing", language: "es" })
  })
})
