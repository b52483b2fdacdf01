import { describe, expect, test } from "vitest"
import { classify } from "./classify"
import { ENGLISH_VECTORS } from "./classify.vectors"

describe.each(ENGLISH_VECTORS)("$heading", ({ locale, optedOut, rows }) => {
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

test("there are enough English vectors for a clinician to trust the table", () => {
  expect(ENGLISH_VECTORS.flatMap((group) => group.rows).length).toBeGreaterThanOrEqual(150)
})

test("a locale is read however it is written", () => {
  for (const locale of ["en-us", "en_US", "EN", "xx-yy", "", null]) {
    expect(classify("took it", locale, false).intent).toBe("taken")
  }
})
