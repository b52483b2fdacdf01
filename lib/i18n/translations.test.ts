import { createTranslator } from "next-intl"
import { describe, expect, it } from "vitest"
import { type Translation, translationOf } from "./catalogue"
import { LANGUAGES } from "./languages"

type Words = { [key: string]: string | Words }

function flat(words: Words, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : flat(value, `${path}${key}.`),
  )
}

/** The names that a message is filled with, and its tags. */
function slotsOf(message: string): string[] {
  const names = [...message.matchAll(/\{\s*(\w+)\s*(?=[,}])/g)].map(([, name]) => name ?? "")
  const tags = [...message.matchAll(/<(\w+)>/g)].map(([, tag]) => `<${tag}>`)
  return [...new Set([...names, ...tags])].sort()
}

const english = new Map(flat((await translationOf("en")) as unknown as Words))

describe.each(LANGUAGES)("the interface in %s", async (language) => {
  const translation = await translationOf(language)
  const words = new Map(flat(translation as unknown as Words))

  it("says all that English says, and nothing else", () => {
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it("leaves nothing empty, and fills in the same values", () => {
    for (const [key, message] of words) {
      expect(message.trim(), key).not.toBe("")
      expect(slotsOf(message), key).toEqual(slotsOf(english.get(key) ?? ""))
    }
  })

  it("can be put into words", () => {
    const errors: string[] = []
    const translate = createTranslator({
      locale: language,
      messages: translation as Translation,
      onError: (error) => errors.push(error.message),
    }) as unknown as { markup: (key: string, values: Record<string, unknown>) => string }
    for (const [key, message] of words) {
      const values = Object.fromEntries(
        slotsOf(message).map((slot) =>
          slot.startsWith("<") ? [slot.slice(1, -1), (chunk: string) => chunk] : [slot, 2],
        ),
      )
      translate.markup(key, values)
    }
    expect(errors).toEqual([])
  })
})
