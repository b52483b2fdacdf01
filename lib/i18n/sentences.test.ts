import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { sentenceIn } from "./sentences"

const ROOT = new URL("../../", import.meta.url).pathname

/** Files whose sentences a verb, a form's field or a handler passes on. */
const PASSED_ON =
  /\/(schema|[a-z-]+-schema|attention-settings|role-effects|schedule|read-number|phone|taken-time|refusal|template|template-check|compose)\.ts$/

/** Texts of patients, what a machine is told, and what throws where no person can be at fault. */
const NOT_ON_SCREEN = /^app\/api\/biot\/|^lib\/(fhir|biot|i18n|templates\/template)|\.test\.ts$/

/** Parts of a longer sentence, what the screen words itself, and what no person is shown. */
const NOT_TOLD =
  /^You 7 already|^7 (7 first|Nothing|the medicine)|^(Give|Keep) the 7|^By now |left no earlier message|that was made is not there|^A signed-in person|^A write under|^What was reported/

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8").replace(/new Error\([^)]*\)/g, "")
}

/** Every sentence in a file, with a number where a value stands. */
function sentencesOf(path: string): string[] {
  return [...textOf(path).matchAll(/"([A-Z][^"\n]+ [^"\n]+\.)"|`([^`\n]+ [^`\n]+\.)`/g)]
    .map(([, plain, filled]) => plain ?? filled?.replace(/\$\{[^}]*\}/g, "7") ?? "")
    .filter((sentence) => /^\W?[A-Z0-9]/.test(sentence))
    .filter((sentence) => !NOT_TOLD.test(sentence))
}

/** Every file of lib and app that refuses something in words. */
const REFUSING = ["lib", "app/api"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path}`)
    .filter((path) => path.endsWith(".ts") && !NOT_ON_SCREEN.test(path))
    .filter((path) => PASSED_ON.test(path) || textOf(path).includes("new AppError("))
    .filter((path) => sentencesOf(path).length > 0),
)

describe("a failure's sentence", () => {
  it("is told in the reader's language, with its values", async () => {
    const late = "Ada Lund dismissed this reply first. Nothing was changed."
    expect(await sentenceIn("en", late)).toBe(late)
    expect(await sentenceIn("de", late)).toBe(
      "Ada Lund hat zuvor diese Antwort verworfen. Es wurde nichts geändert.",
    )
    expect(await sentenceIn("de", "Give 0 minutes or more.")).toContain("Minuten")
    expect(await sentenceIn("de", "Give the dose.")).toBe("Geben Sie die Dosis an.")
    expect(
      await sentenceIn(
        "he",
        "1 template names the medicine and could no longer be sent. Take {medicine} out of it first, in Templates.",
      ),
    ).toContain("{medicine}")
    expect(await sentenceIn("de", "Give 3 or more.")).toBe("Geben Sie 3 oder mehr an.")
    const somebody = "Somebody sent this text again first. Nothing was changed."
    expect(await sentenceIn("de", somebody)).toMatch(/^Jemand hat zuvor/)
    expect(await sentenceIn("he", "Select 200 replies at most.")).toContain("200")
  })

  it("calls countries and people without a name as the reader's language does", async () => {
    const ofNowhere = "BioT receives no replies from Kenya. Ask BioT's support for a number there."
    expect(await sentenceIn("de", ofNowhere)).toContain("Kenia")
    expect(await sentenceIn("he", ofNowhere)).toContain("קניה")
    const elsewhere = "This number belongs to Switzerland, not to Czech Republic."
    expect(await sentenceIn("de", elsewhere)).toMatch(/Schweiz.*Tschechien/)
    const nameless = "Name not shared dismissed this reply first. Nothing was changed."
    expect(await sentenceIn("de", nameless)).not.toContain("Name not shared")
  })

  it("stays in English where nobody has translated it", async () => {
    expect(await sentenceIn("de", "The moon is full.")).toBe("The moon is full.")
    expect(await sentenceIn("de", "Choose a dose. And more.")).toBe("Choose a dose. And more.")
  })

  it("is found in the files that refuse", () => {
    expect(REFUSING.flatMap(sentencesOf).length).toBeGreaterThan(250)
  })

  it.each(REFUSING)("of %s has a translation", async (path) => {
    for (const sentence of sentencesOf(path)) {
      expect(await sentenceIn("de", sentence), sentence).not.toBe(sentence)
      expect(await sentenceIn("he", sentence), sentence).not.toBe(sentence)
    }
  })
})
