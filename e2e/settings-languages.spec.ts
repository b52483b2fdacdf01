import { readFileSync } from "node:fs"
import type { Page } from "@playwright/test"
import { barriersOn } from "./accessible"
import { expect, required, test } from "./fixtures"

const LONG = 25
const PAGES: [path: string, de: string, he: string][] = [
  ["/settings/connection", "BioT-Verbindung", "חיבור ל־BioT"],
  ["/settings/organization", "Organisation", "ארגון"],
  ["/settings/replies", "Antworten", "תשובות"],
  ["/settings/templates", "Vorlagen", "תבניות"],
  ["/settings/people", "Personal und Rollen", "צוות ותפקידים"],
  ["/settings/static-numbers", "Feste Nummern", "מספרים קבועים"],
  ["/settings/shared-numbers", "Geteilte Nummern", "מספרים משותפים"],
  ["/settings/exports", "Exporte", "ייצוא"],
  ["/settings/api", "API-Zugang", "גישה ל־API"],
]

type Words = { [key: string]: string | Words }

/** Whole sentences of a namespace, which no other language's page may show. */
function sentencesOf(namespace: string): string[] {
  const flat = (words: Words): string[] =>
    Object.values(words).flatMap((each) => (typeof each === "string" ? [each] : flat(each)))
  const words = JSON.parse(readFileSync(`lib/i18n/en/${namespace}.json`, "utf8")) as Words
  return flat(words).filter((each) => each.length > LONG && /\s/.test(each) && !/[{<]/.test(each))
}

async function expectSpoken(page: Page, title: string, english: readonly string[]) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title)
  await expect(page).toHaveTitle(`${title} · Doseline`)
  const text = (await page.locator("main").textContent()) ?? ""
  expect
    .soft(
      english.filter((sentence) => text.includes(sentence)),
      title,
    )
    .toEqual([])
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect.soft(over, `${title} does not scroll sideways`).toBeLessThanOrEqual(0)
  expect.soft(await barriersOn(page), title).toEqual([])
}

for (const [language, direction, at] of [
  ["de", "ltr", 1],
  ["he", "rtl", 2],
] as const) {
  for (const width of [1440, 360]) {
    test(`settings speak ${language} at ${width} px`, async ({ open }) => {
      test.slow()
      const page = await open("admin", { width })
      const cookie = { name: "doseline-language", value: language }
      await page.context().addCookies([{ ...cookie, url: required("E2E_BASE_URL") }])
      const english = sentencesOf("settings")
      for (const each of PAGES) {
        await page.goto(each[0])
        await expect(page.locator("html")).toHaveAttribute("dir", direction)
        const tab = page.locator('[aria-current="page"][href^="/settings/"]')
        await expect(tab, "the tab of the open page").toBeInViewport({ ratio: 0.95 })
        await expectSpoken(page, each[at], english)
      }
    })
  }
}
