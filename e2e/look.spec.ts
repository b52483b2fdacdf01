import AxeBuilder from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect, LAKESIDE, test } from "./fixtures"

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
const WIDTHS = [1440, 390] as const
const SCHEMES = ["light", "dark"] as const

async function check(page: Page, name: string) {
  await page.screenshot({ path: `test-results/look/${name}.png`, fullPage: true })
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect.soft(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
  const found = violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((one) => one.html)])
  expect.soft(found, name).toEqual([])
}

for (const scheme of SCHEMES) {
  for (const width of WIDTHS) {
    test(`every page, ${scheme}, ${width} px wide`, async ({ open, database, guard }) => {
      test.setTimeout(4 * 60_000)
      // The last page is one that is not there, and says so by its status too.
      guard.allowed.push(/404 \(Not Found\).*\/patients\/nobody/)
      const { rows } = await database.query(
        `SELECT p.id FROM patients p JOIN organizations o ON o.id = organization_id
         JOIN doses d ON d.patient_id = p.id AND d.state = 'conflicting'
         WHERE o.name = $1 ORDER BY p.id LIMIT 1`,
        [LAKESIDE],
      )
      const options = { colorScheme: scheme, width, height: 900 }
      const outside = await open(null, options)
      await outside.goto("/sign-in")
      await check(outside, `sign-in-${scheme}-${width}`)

      const page = await open("admin", options)
      const settled = () => expect(page.getByText("Live", { exact: true })).toBeVisible()
      const patient = `/patients/${rows[0]?.id}`
      for (const [name, path] of [
        ["today", "/today"],
        ["patients", "/patients"],
        ["patient", patient],
        ["messages", "/messages"],
        ["review", "/review"],
        ["connection", "/settings/connection"],
        ["people", "/settings/people"],
        ["static-numbers", "/settings/static-numbers"],
        ["shared-numbers", "/settings/shared-numbers"],
        ["not-found", "/patients/nobody"],
      ] as const) {
        await page.goto(path)
        await settled()
        await check(page, `${name}-${scheme}-${width}`)
      }

      await page.goto(patient)
      await settled()
      await page.locator(".dose-conflicting, .dose-taken_on_time").last().click()
      await expect(page.getByRole("dialog")).toBeVisible()
      await check(page, `evidence-${scheme}-${width}`)
      await page.goto(patient)
      await page.getByRole("button", { name: "Send reminder" }).click()
      await expect(page.getByRole("dialog")).toBeVisible()
      await check(page, `composer-${scheme}-${width}`)
      await page.goto("/review")
      await page.getByRole("list", { name: "Review queue" }).getByRole("button").first().click()
      await expect(page.getByRole("heading", { name: "Evidence" })).toBeVisible()
      await check(page, `review-pane-${scheme}-${width}`)
    })
  }
}
