import type { Page } from "@playwright/test"
import { expectClean } from "./accessible"
import type { Database } from "./database"
import { expect, LAKESIDE, noticesOn, test } from "./fixtures"

const VIEW = "Monday calls"
const BANDS = {
  good: "Good (80 % and more)",
  fair: "Fair (50–79 %)",
  low: "Low (below 50 %)",
  none: "Not enough data",
}
const FLAGS = {
  in_review: "In review",
  open_task: "Open task",
  opted_out: "Opted out",
  cannot_reply: "Cannot reply",
}
type Narrowed = { band: keyof typeof BANDS; flag: keyof typeof FLAGS; n: number }

/** A band and a flag that several patients have together, as the seed happens to hold them. */
async function narrowing(database: Database): Promise<Narrowed> {
  const { rows } = await database.query(
    `WITH flagged AS (
       SELECT 'in_review' AS flag, patient_id FROM replies
        WHERE state IN ('review', 'unmatched', 'failed')
       UNION SELECT 'open_task', patient_id FROM tasks WHERE state <> 'closed'
       UNION SELECT 'opted_out', patient_id FROM patient_summaries WHERE is_opted_out
       UNION SELECT 'cannot_reply', patient_id FROM patient_summaries WHERE cannot_reply)
     SELECT s.band, f.flag, count(DISTINCT s.patient_id)::int AS n
       FROM patient_summaries s JOIN flagged f USING (patient_id)
       JOIN organizations o ON o.id = s.organization_id AND o.name = $1
      WHERE s.is_listed GROUP BY 1, 2 HAVING count(DISTINCT s.patient_id) BETWEEN 2 AND 12
      ORDER BY n DESC LIMIT 1`,
    [LAKESIDE],
  )
  if (!rows[0]) throw new Error("The seed holds no two patients with one band and one flag.")
  return rows[0]
}

const rowsOf = (page: Page) => page.getByRole("table", { name: "Patients" }).locator("[data-row]")
const idsOf = (page: Page) =>
  rowsOf(page).evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row")))
const settled = (page: Page) => expect(page.getByText("Live", { exact: true })).toBeVisible()

/** Ticks a value of a filter in the menu, as it stands open. */
async function tick(page: Page, kind: string, value: string) {
  const menu = page.getByRole("dialog", { name: "Filters" })
  const box = menu.getByRole("checkbox", { name: value, exact: true })
  if (!(await box.isVisible())) {
    await menu.locator("summary").filter({ hasText: kind }).click()
  }
  // What is ticked stands in the address, which React takes up a moment later.
  await box.click()
  await expect(box).toBeChecked()
}

async function narrow(page: Page, { band, flag, n }: Narrowed) {
  await page.getByRole("button", { name: /^Filters/ }).click()
  await tick(page, "Reported adherence", BANDS[band])
  await tick(page, "Flag", FLAGS[flag])
  await expectClean(page, "monday-filters")
  await page.keyboard.press("Escape")
  await expect(page.getByText(`${n} patients`, { exact: true })).toBeVisible()
  await expect(rowsOf(page)).toHaveCount(n)
  await expect(page).toHaveURL(new RegExp(`band=${band}&flag=${flag}$`))
}

async function walkPreviews(page: Page) {
  const [first, second] = await idsOf(page)
  const rowAt = (id: string | null | undefined) => page.locator(`[data-row="${id}"]`)
  await page.locator("h1").click()
  await page.keyboard.press("j")
  await expect(rowAt(first)).toBeFocused()
  await page.keyboard.press("Enter")
  const pane = page.locator("[data-preview]")
  await expect(pane).toHaveAttribute("data-preview", first ?? "")
  await expect(pane.getByRole("heading", { name: "Last reply" })).toBeVisible()
  await expectClean(page, "monday-preview")
  // The keys go on from within the pane, and Escape leads back to the row that it came to.
  await page.keyboard.press("j")
  await expect(pane).toHaveAttribute("data-preview", second ?? "")
  await page.keyboard.press("Escape")
  await expect(pane).toHaveCount(0)
  await expect(rowAt(second)).toBeFocused()
}

/** Deep in the whole list, a patient is opened and left again: the list stands where it was. */
async function openAndComeBack(page: Page) {
  await page.getByRole("button", { name: "All", exact: true }).click()
  await page.locator("h1").click()
  await expect.poll(async () => (await idsOf(page)).length).toBeGreaterThan(10)
  for (let n = 0; n < 35; n += 1) await page.keyboard.press("j")
  // The rows come into sight one after the other.
  const scrolled = () => page.evaluate(() => window.scrollY)
  await expect.poll(scrolled).toBeGreaterThan(0)
  const row = page.locator("[data-row]:focus")
  await expect(row).toBeVisible()
  const id = await row.getAttribute("data-row")
  const before = await scrolled()
  await page.keyboard.press("o")
  await page.waitForURL(`**/patients/${id}`)
  await page.goBack()
  await expect(page.locator(`[data-row="${id}"]`)).toBeFocused()
  await expect
    .poll(() => page.evaluate((y) => Math.abs(window.scrollY - y), before))
    .toBeLessThan(60)
}

test("Monday morning: by need, narrowed, previewed by keyboard, saved, and found again", async ({
  open,
  database,
}) => {
  test.setTimeout(3 * 60_000)
  const forget = () => database.query("DELETE FROM saved_views WHERE name LIKE 'Monday%'")
  await forget()
  try {
    const wanted = await narrowing(database)
    const page = await open("clinician")
    await page.goto("/patients")
    await settled(page)

    // By need first; another order is one choice away, and going back undoes it.
    const { rows } = await database.query(
      `SELECT max(s.need) AS need FROM patient_summaries s
         JOIN organizations o ON o.id = s.organization_id AND o.name = $1 WHERE s.is_listed`,
      [LAKESIDE],
    )
    expect(rows[0].need).toBeGreaterThan(0)
    await expect(rowsOf(page).first()).toContainText(
      `Together ${rows[0].need.toLocaleString("en")}`,
    )
    const order = page.getByLabel("Sort by")
    await order.selectOption("Lowest reported first")
    await expect(page).toHaveURL(/sort=reported/)
    await page.goBack()
    await expect(order).toHaveValue("need")

    await narrow(page, wanted)
    await walkPreviews(page)

    await page.getByRole("button", { name: "Save view" }).click()
    const dialog = page.getByRole("dialog", { name: "Save this view" })
    await dialog.getByLabel("Name").fill(VIEW)
    await dialog.getByRole("button", { name: "Save view" }).click()
    const tab = page.getByRole("button", { name: VIEW, exact: true })
    await expect(tab).toHaveAttribute("aria-pressed", "true")

    const before = await idsOf(page)
    await page.reload()
    await settled(page)
    await expect(tab).toHaveAttribute("aria-pressed", "true")
    expect((await idsOf(page)).sort()).toEqual(before.sort())
    const chips = page.getByRole("list", { name: "Filters in use" })
    await expect(chips.getByRole("button", { name: /^Remove filter/ })).toHaveCount(2)

    await openAndComeBack(page)

    // The view can become what the list opens with, is taken apart by its chips, and goes.
    await tab.click()
    await page.getByRole("button", { name: `Change view ${VIEW}` }).click()
    await page.getByRole("menuitem", { name: "Make my default" }).click()
    await expect(noticesOn(page)).toContainText("The list opens with this view")
    await page.goto("/patients")
    await settled(page)
    await expect(chips.getByRole("button", { name: /^Remove filter/ })).toHaveCount(2)
    await chips.getByRole("button", { name: `Remove filter Flag: ${FLAGS[wanted.flag]}` }).click()
    await expect(chips.getByRole("button", { name: /^Remove filter/ })).toHaveCount(1)
    await chips.getByRole("button", { name: "Clear filters" }).click()
    await expect(page).toHaveURL(/show=all/)
    await page.getByRole("button", { name: new RegExp(VIEW) }).click()
    await page.getByRole("button", { name: `Change view ${VIEW}` }).click()
    await page.getByRole("menuitem", { name: "Delete view" }).click()
    await expect(page.getByRole("button", { name: new RegExp(VIEW) })).toHaveCount(0)
  } finally {
    await forget()
  }
})

test("on a phone the filters are a sheet, and the list is cards", async ({ open, database }) => {
  const { band, n } = await narrowing(database)
  const page = await open("clinician", { width: 390, height: 844 })
  await page.goto("/patients")
  await settled(page)
  const cards = page.getByRole("list", { name: "Patients" })
  await expect(cards).toBeVisible()
  await page.getByRole("button", { name: /^Filters/ }).click()
  await tick(page, "Reported adherence", BANDS[band])
  await expectClean(page, "monday-filters-phone")
  await page.getByRole("button", { name: "Show patients" }).click()
  await expect(page).toHaveURL(new RegExp(`band=${band}$`))
  expect(await cards.getByRole("listitem").count()).toBeGreaterThanOrEqual(Math.min(n, 2))
  await expectClean(page, "monday-phone")
})

test("a filter and a search that find nobody say so, and lead back", async ({ open }) => {
  const page = await open("coordinator")
  await page.goto("/patients?filter=unread&country=AQ")
  await settled(page)
  await page.getByRole("searchbox").fill("Nobody of this name")
  await expect(page.getByRole("heading", { name: "No patient matches" })).toBeVisible()
  expect(decodeURIComponent(page.url())).not.toContain("Nobody")
  await page.getByRole("button", { name: "Clear search and filters" }).click()
  await expect(rowsOf(page).first()).toBeVisible()
  await expect(page).toHaveURL(/\/patients$/)
})
