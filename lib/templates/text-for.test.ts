import { describe, expect, it, test } from "vitest"
import { BUILT_IN_TEXTS, DEFAULT_REMINDER } from "@/lib/messages/reminder-text"
import { analyseText } from "@/lib/messages/segments"
import { checkTemplate } from "@/lib/messages/template-check"
import { languageOf } from "./language"
import { type DefaultText, textFor } from "./text-for"

const text = (purpose: DefaultText["purpose"], language: string): DefaultText => ({
  ...{ id: `${purpose}-${language}`, version: 3, purpose, language },
  body: `${purpose} in ${language}`,
})
const reminder = (locale: string | null, doseCount = 1) =>
  ({ purpose: "reminder", locale, doseCount }) as const

describe("textFor", () => {
  const kept = [text("reminder", "de"), text("reminder", "en"), text("nudge", "en")]

  it("takes the default in the patient's language, however the locale is written", () => {
    for (const locale of ["de", "de-DE", "de_AT", "DE-ch", " de-DE"]) {
      expect(textFor(kept, reminder(locale))).toEqual({
        body: "reminder in de",
        template: { id: "reminder-de", version: 3 },
      })
    }
  })

  it("takes what is built in before a text that the patient may not read", () => {
    const { fr } = BUILT_IN_TEXTS
    expect(textFor(kept, reminder("fr-FR"))).toEqual({ body: fr.reminder.one, template: null })
  })

  it("takes the English one for languages that are not built in, and for none", () => {
    for (const locale of ["ja-JP", null, "", "x", "12"]) {
      expect(textFor(kept, reminder(locale)).body).toBe("reminder in en")
    }
  })

  it("takes no text of another purpose", () => {
    const ask = { purpose: "nudge", locale: "ja", doseCount: 1 } as const
    expect(textFor(kept, ask).template?.id).toBe("nudge-en")
    expect(textFor([text("manual", "en")], reminder("en")).template).toBeNull()
  })

  it("takes what is built in where nothing is kept, for one dose or several", () => {
    const { de, en } = BUILT_IN_TEXTS
    expect(textFor([], reminder("de-DE"))).toEqual({ body: de.reminder.one, template: null })
    expect(textFor([], reminder("de-DE", 2)).body).toBe(de.reminder.several)
    expect(textFor([], reminder("ja-JP")).body).toBe(DEFAULT_REMINDER)
    expect(textFor([], reminder("constructor")).body).toBe(DEFAULT_REMINDER)
    expect(textFor([], { purpose: "nudge", locale: null, doseCount: 0 }).body).toBe(en.nudge.one)
    expect(textFor([text("nudge", "de")], reminder("de")).body).toBe(de.reminder.one)
  })
})

test.each([
  ["he-il", "he"],
  ["iw_IL", "he"],
  ["en_US", "en"],
  ["nb-NO", "no"],
  ["zh-Hans-CN", "zh"],
  ["fil-PH", "fil"],
  ["german", null],
  [null, null],
])("the language of %s is %s", (locale, language) => {
  expect(languageOf(locale)).toBe(language)
})

const builtIn = Object.entries(BUILT_IN_TEXTS).flatMap(([language, purposes]) =>
  Object.entries(purposes).flatMap(([purpose, { one, several }]) => [
    { name: `${language} ${purpose}`, language, body: one },
    { name: `${language} ${purpose} for several`, language, body: several },
  ]),
)

describe("a built-in text", () => {
  it("is there for eight languages, two purposes and two counts", () => {
    expect(builtIn).toHaveLength(8 * 2 * 2)
  })

  it.each(builtIn)("$name is one that the editor takes, and asks for 1 and 2", ({ body }) => {
    expect(checkTemplate(body)).toEqual([])
    expect(body.match(/\d/g)).toEqual(["1", "2"])
  })

  it.each(builtIn)("$name takes one part, or two where GSM-7 lacks its letters", (each) => {
    const { alphabet, parts, tooLong } = analyseText(each.body)
    const isLatin = !["he", "ar", "ru"].includes(each.language)
    expect([alphabet, parts <= (isLatin ? 1 : 2), tooLong]).toEqual([
      isLatin ? "gsm7" : "ucs2",
      true,
      false,
    ])
  })
})
