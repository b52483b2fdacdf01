import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"

const ROOT = new URL("../../", import.meta.url).pathname

type Words = { [key: string]: string | Words }

function flat(words: Words): string[] {
  return Object.values(words).flatMap((each) => (typeof each === "string" ? [each] : flat(each)))
}

function wordsOf(language: string): string[] {
  const folder = join(ROOT, "lib/i18n", language)
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => flat(JSON.parse(readFileSync(join(folder, name), "utf8")) as Words))
}

const componentsWith = (mark: RegExp) =>
  readdirSync(join(ROOT, "components"), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes(".test."))
    .filter((path) =>
      mark.test(
        readFileSync(join(ROOT, "components", path), "utf8").replace(/\/\*\*[\s\S]*?\*\//g, ""),
      ),
    )

describe("quotation marks", () => {
  it("are „German“ in German", () => {
    expect(wordsOf("de").filter((words) => /["”]|“(?=\p{L})/u.test(words))).toEqual([])
  })

  it("are ״Hebrew״ in Hebrew, and its prefixes end in a maqaf", () => {
    expect(wordsOf("he").filter((words) => /["„“”]/u.test(words))).toEqual([])
    expect(wordsOf("he").filter((words) => /[א-ת]-[\p{L}\p{N}{<]/u.test(words))).toEqual([])
  })

  it("around somebody's words are those of the reader's language", () => {
    expect(componentsWith(/[“”]/u)).toEqual([])
  })
})
