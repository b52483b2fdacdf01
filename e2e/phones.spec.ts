import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect, test } from "./fixtures"

const phone = (page: Page, name: string) => page.getByRole("article", { name })
const desk = (page: Page, name: string) => page.getByRole("region", { name })

async function openPhones(page: Page, address: string) {
  await page.goto(address)
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
}

test.afterEach(async ({ simulator }) => {
  await simulator.clearFaults()
  await simulator.settings({ withdrawnScopes: [] })
})

test("a phone is found, picked up by keyboard and answers the portal", async ({
  open,
  simulator,
}) => {
  const page = await open(null)
  await openPhones(page, simulator.address)
  await expect(page.getByText("No real text is sent")).toBeVisible()
  await expect(desk(page, "Nordlicht Praxis").getByRole("article")).not.toHaveCount(0)
  await page.getByRole("searchbox").fill("55 0199")
  await expect(page.getByRole("article")).toHaveCount(1)
  await page.getByRole("searchbox").fill("ben carter")
  const carter = phone(page, "Ben Carter")
  await carter.getByRole("button", { name: "Pick up" }).focus()
  await page.keyboard.press("Enter")
  await expect(carter.getByLabel("Text from Ben Carter")).toBeFocused()
  await page.keyboard.type("a question?")
  await page.keyboard.press("Enter")
  await expect(carter.getByText("a question?")).toBeVisible()
  await expect(carter.getByText("Delivered to the portal")).toBeAttached()
  await page.getByRole("searchbox").fill("")
  await page.getByRole("radio", { name: "Unknown" }).check()
  const stranger = phone(page, "Unknown number")
  await stranger.first().getByRole("button", { name: "Pick up" }).first().click()
  await stranger.first().getByRole("button", { name: "1", exact: true }).click()
  await expect(stranger.getByText("Nobody owns this number: BioT dropped it")).toBeVisible()
})

test("trouble is turned on, is seen to be on, and is put right", async ({ open, simulator }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await open(null, { colorScheme, width: 390 })
    await openPhones(page, simulator.address)
    // All thirty are alike; to look through one is quicker.
    await page.getByRole("searchbox").fill("emma johnson")
    await expect(page.getByRole("article")).toHaveCount(1)
    await page.getByRole("button", { name: /^Trouble/ }).click()
    await page.getByRole("switch", { name: "Refuse with 429" }).check()
    await page.getByRole("switch", { name: "Send texts" }).uncheck()
    const on = page.getByRole("region", { name: "What goes wrong now" })
    await expect(on.getByRole("listitem")).toHaveCount(2)
    await expect(on).toContainText("Sending: Refuse with 429")
    await expect(on).toContainText("The portal may not: send texts")
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(tooWide).toBe(0)
    await on.getByRole("button", { name: /Turn off: Sending/ }).click()
    await expect(page.getByRole("switch", { name: "Refuse with 429" })).not.toBeChecked()
    await on.getByRole("button", { name: "Put everything right" }).click()
    await expect(on).toBeHidden()
    await expect(page.getByRole("switch", { name: "Send texts" })).toBeChecked()
  }
})

test("switches thrown at once all stay as they were thrown", async ({ open, simulator }) => {
  const page = await open(null)
  await openPhones(page, simulator.address)
  await page.getByRole("button", { name: /^Trouble/ }).click()
  const click = (names: RegExp, times: number) =>
    page.getByRole("switch", { name: names }).evaluateAll((switches, count) => {
      for (let i = 0; i < count; i += 1) for (const each of switches) (each as HTMLElement).click()
    }, times)
  const on = page.getByRole("region", { name: "What goes wrong now" })
  await click(/^(Refuse with 429|Send texts|Subscribe)$/, 1)
  await expect(on.getByRole("listitem")).toHaveCount(3)
  await expect(page.getByRole("switch", { name: "Send texts" })).not.toBeChecked()
  await expect(page.getByRole("switch", { name: "Subscribe", exact: true })).not.toBeChecked()
  await click(/^Refuse with 429$/, 3)
  await expect(on.getByRole("listitem")).toHaveCount(2)
  await expect(page.getByRole("switch", { name: "Refuse with 429" })).not.toBeChecked()
})
