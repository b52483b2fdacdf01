import { describe, expect, it } from "vitest"
import { languageFor } from "./languages"

describe("languageFor", () => {
  it.each([
    [undefined, null, "en"],
    [undefined, "", "en"],
    [undefined, "de-AT,de;q=0.9,en;q=0.8", "de"],
    [undefined, "fr;q=0.9, he-IL;q=0.8", "he"],
    [undefined, "en;q=0.2, de;q=0.7", "de"],
    [undefined, "de;q=0, he", "he"],
    [undefined, "dear;q=1", "en"],
    [undefined, ";;;,q=;de;q=x", "en"],
    ["he", "de", "he"],
    ["xx", "de", "de"],
  ])("of %o and %o is %s", (chosen, accepted, language) => {
    expect(languageFor(chosen, accepted)).toBe(language)
  })
})
