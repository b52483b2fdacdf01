import AxeBuilder from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { findCandidate, findTextable } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

const live = (page: Page) => expect(page.getByText("Live", { exact: true })).toBeVisible()
const palette = (page: Page) => page.getByRole("dialog", { name: "Search and commands" })

/** Chooses the language of the interface in the person's menu. */
async function speak(page: Page, language: string): Promise<void> {
  await page.getByRole("banner").getByRole("button").last().press("Enter")
  await page.getByRole("menuitemradio", { name: language }).press("Enter")
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

test("the frame is walked by keyboard, past it and through it", async ({ open }) => {
  const page = await open("admin")
  await page.goto("/today")
  await live(page)
  await page.keyboard.press("Tab")
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("main")).toBeFocused()

  await page.getByRole("link", { name: "Skip to content" }).focus()
  const main = page.getByRole("navigation", { name: "Main" }).first()
  for (const tab of ["Today", "Patients"]) {
    await page.keyboard.press("Tab")
    await expect(main.getByRole("link", { name: tab })).toBeFocused()
  }
  await page.keyboard.press("Enter")
  await page.waitForURL("**/patients")
  await expect(main.getByRole("link", { name: "Patients" })).toHaveAttribute("aria-current", "page")
})

test("Ctrl-K leads to a patient and to a page, and nothing of it stays anywhere", async ({
  open,
  database,
}) => {
  const { patientId, firstName, lastName } = await findCandidate(database, LAKESIDE)
  const page = await open("admin")
  const addresses: string[] = []
  page.on("request", (request) => addresses.push(decodeURIComponent(request.url())))
  await page.goto("/messages")
  await live(page)
  const tab = page.getByRole("navigation", { name: "Main" }).first().getByRole("link").first()
  await tab.focus()

  await page.keyboard.press("Control+k")
  const field = palette(page).getByRole("combobox")
  await expect(field).toBeFocused()
  await page.keyboard.press("Escape")
  await expect(palette(page)).toHaveCount(0)
  await expect(tab).toBeFocused()

  await page.keyboard.press("Control+k")
  await expect(field).toBeFocused()
  await page.keyboard.type(`${firstName} ${lastName}`)
  const found = palette(page)
    .getByRole("option", { name: new RegExp(`^${firstName} ${lastName}`) })
    .first()
  await expect(found).toBeVisible()
  await expect(found).toHaveAttribute("aria-selected", "true")
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await page.keyboard.press("Enter")
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}$/)
  await expect(page.getByRole("heading", { level: 1 })).toContainText(lastName)

  await page.keyboard.press("Control+k")
  const recent = palette(page).getByRole("group", { name: "Recent patients" })
  await expect(recent.getByRole("option")).toHaveText(`${firstName} ${lastName}`)
  await page.keyboard.type("static num")
  await expect(palette(page).getByRole("option")).toHaveText(["Settings: Static numbers"])
  await page.keyboard.press("Enter")
  await page.waitForURL("**/settings/static-numbers")

  expect(addresses.filter((address) => address.includes(lastName))).toEqual([])
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  )
  expect(stored).not.toContain(lastName)
  expect(stored).not.toContain(patientId)
})

test("on a phone the search is a button, and fills the screen", async ({ open }) => {
  const page = await open("clinician", { width: 390, height: 800 })
  await page.goto("/today")
  await live(page)
  await page.getByRole("button", { name: "Search", exact: true }).click()
  await expect(palette(page).getByRole("combobox")).toBeFocused()
  await expect
    .poll(() => palette(page).boundingBox())
    .toMatchObject({ x: 0, y: 0, width: 390, height: 800 })
  // What this person may not open is not offered.
  await page.keyboard.type("settings")
  await expect(palette(page).getByRole("option")).toHaveCount(0)
  await palette(page).getByRole("button", { name: "Close search" }).click()
  await expect(page.getByRole("button", { name: "Search", exact: true })).toBeFocused()
})

for (const width of [1440, 390]) {
  test(`the language is chosen by keyboard, there and back, ${width} px wide`, async ({ open }) => {
    const page = await open("coordinator", { width, height: 800 })
    const html = page.locator("html")
    await page.goto("/today")
    await live(page)
    await speak(page, "עברית")
    await expect(html).toHaveAttribute("lang", "he")
    await expect(html).toHaveAttribute("dir", "rtl")
    await expect(page.getByText("הממשק מוצג עכשיו בעברית").first()).toBeVisible()
    await expect(page.getByRole("banner").getByRole("button").last()).toBeFocused()
    for (const path of ["/today", "/patients", "/messages", "/review"]) {
      await page.goto(path)
      await expect(page.getByText("חי", { exact: true })).toBeVisible()
      expect(await overflow(page), `${path} is wider than the screen`).toBeLessThanOrEqual(0)
    }
    await speak(page, "English")
    await expect(html).toHaveAttribute("lang", "en")
    await expect(html).toHaveAttribute("dir", "ltr")
    await expect(page.getByText("The interface is in English now").first()).toBeVisible()
  })
}

test("what is typed stays when another language is chosen", async ({ open, database }) => {
  const { patientId } = await findTextable(database, LAKESIDE)
  const page = await open("coordinator")
  await page.goto(`/patients/${patientId}/conversation`)
  await live(page)
  const form = page.getByRole("form", { name: "Text to the patient" })
  const text = form.getByLabel("Text", { exact: true })
  await text.fill("Please drink enough.")
  await speak(page, "עברית")
  await expect(page.locator("html")).toHaveAttribute("lang", "he")
  await expect(form).toHaveCount(0)
  await speak(page, "English")
  await expect(text).toHaveValue("Please drink enough.")
})

test("the language of a browser is spoken at sign-in, and may be chosen there", async ({
  open,
}) => {
  const page = await open(null)
  await page.goto("/sign-in")
  await page.getByLabel("Language").selectOption("de")
  await expect(page.getByRole("heading", { name: "Bei Doseline anmelden" })).toBeVisible()
  await expect(page.locator("html")).toHaveAttribute("lang", "de")
  await page.reload()
  await expect(page.getByLabel("Sprache")).toHaveValue("de")
})

test("in the reader's own colours and without motion, what is chosen still says so", async ({
  open,
  database,
}) => {
  test.slow()
  const { patientId } = await findCandidate(database, LAKESIDE)
  const page = await open("clinician")
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" })
  for (const path of ["/today", "/patients", `/patients/${patientId}`]) {
    await page.goto(path)
    await live(page)
    const tabs = page.getByRole("navigation", { name: "Main" }).first().getByRole("link")
    const backgrounds = await tabs.evaluateAll((links) =>
      links.map((link) => ({
        isCurrent: link.getAttribute("aria-current") === "page",
        background: getComputedStyle(link).backgroundColor,
      })),
    )
    const [current] = backgrounds.filter(({ isCurrent }) => isCurrent)
    const others = backgrounds.filter(({ isCurrent }) => !isCurrent)
    expect(others.map(({ background }) => background)).not.toContain(current?.background)
    const slow = await page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
        .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : "")),
    )
    expect(slow).toEqual([])
    // Which colours meet is the reader's choice here, and axe cannot know it.
    const { violations } = await new AxeBuilder({ page })
      .withTags(WCAG)
      .disableRules("color-contrast")
      .analyze()
    expect
      .soft(
        violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
        path,
      )
      .toEqual([])
  }
})
