import type { Page } from "@playwright/test"
import { barriersOn } from "./accessible"
import type { Database } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"

type Spanish = { id: string; month: string; n: number; told: number }

/** A patient who is texted in Spanish, and what last month came to. */
async function findSpanish(database: Database): Promise<Spanish> {
  const { rows } = await database.query(
    `SELECT p.id, to_char(now() - interval '1 month', 'YYYY-MM') AS month,
            count(*) FILTER (WHERE d.state IN ('taken_on_time', 'taken_late', 'taken_confirmed',
              'not_taken', 'no_response', 'conflicting'))::int AS n,
            count(*) FILTER (WHERE d.state IN ('taken_on_time', 'taken_late'))::int AS told
       FROM patients p JOIN organizations o ON o.id = p.organization_id AND o.name = $1
       JOIN doses d ON d.patient_id = p.id
        AND to_char(d.local_date, 'YYYY-MM') = to_char(now() - interval '1 month', 'YYYY-MM')
      WHERE p.locale ILIKE 'es%' AND p.first_name IS NOT NULL
      GROUP BY p.id HAVING count(*) FILTER (WHERE d.state = 'taken_on_time') > 1
      ORDER BY n DESC, p.id LIMIT 1`,
    [LAKESIDE],
  )
  if (!rows[0]) throw new Error("The seed holds no Spanish-speaking patient with doses last month.")
  return rows[0]
}

/** What is printed is counted, since no browser of a test opens its dialog. */
async function watchPrinting(page: Page) {
  await page.addInitScript(() => {
    const printed: string[] = []
    window.print = () => printed.push(document.documentElement.dataset.print ?? "all")
    Object.assign(window, { printed })
  })
}
const printed = (page: Page) =>
  page.evaluate(() => (window as unknown as { printed: string[] }).printed)

test("a clinician reads how patients are spread, and who stands behind a bar", async ({ open }) => {
  const page = await open("clinician")
  await page.goto("/today")
  await page.getByRole("link", { name: "Reports", exact: true }).first().click()
  await expect(page.getByRole("heading", { name: "Reports", level: 1 })).toBeVisible()
  expect(await barriersOn(page)).toEqual([])

  const spread = page.getByRole("table", { name: "How patients are spread" })
  const counts = await spread.getByRole("row").locator("td:nth-of-type(1)").allTextContents()
  const sum = counts.reduce((total, count) => total + Number(count), 0)
  const all = page.locator("dd").first().getByRole("link")
  await expect(all).toHaveText(String(sum))

  const band = spread
    .getByRole("row")
    .filter({ has: page.getByRole("link") })
    .first()
  const patients = Number(await band.locator("td").first().textContent())
  expect(patients).toBeGreaterThan(0)
  await band.getByRole("link").click()
  await expect(page.getByRole("heading", { name: "Patients behind a number" })).toBeVisible()
  await expect(page.locator("tbody tr")).toHaveCount(patients)
  expect(await barriersOn(page)).toEqual([])
  expect(page.url()).not.toMatch(/name|phone/)
  await page.locator("tbody a").first().click()
  await expect(page).toHaveURL(/\/patients\/[0-9a-f-]{36}$/)
})

test("a report of other days and another figure has its own address", async ({ open }) => {
  const page = await open("coordinator")
  await page.goto("/reports?days=90")
  await expect(page.getByRole("link", { name: "Last 90 days" })).toHaveAttribute(
    "aria-current",
    "true",
  )
  await page
    .getByRole("navigation", { name: "Figure shown" })
    .getByRole("link", { name: "Response rate" })
    .click()
  await expect(page).toHaveURL(/days=90&show=response/)
  const times = page.getByRole("table", { name: /By weekday and time of reminder: Response rate/ })
  await times.getByRole("link").first().click()
  await expect(page.getByRole("heading", { name: "Patients behind a number" })).toBeVisible()
  await page.goto("/reports?from=2026-03-02&to=2026-03-01")
  await expect(
    page.getByRole("main").getByText("The first day cannot lie after the last."),
  ).toBeVisible()
})

test("what is of too few is folded, and nothing breaks the content security policy", async ({
  open,
}) => {
  const page = await open("clinician")
  const refused: string[] = []
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text())
  })
  await page.goto("/reports")
  await page
    .getByRole("main")
    .getByText(/^Show \d+ medications? with too few patients$/)
    .click()
  await expect(page.locator("main details").getByRole("link").first()).toBeVisible()
  expect(await barriersOn(page)).toEqual([])
  await page.goto("/reports/patients?days=30")
  await expect(page.getByRole("heading", { name: "Patients behind a number" })).toBeVisible()
  expect(refused).toEqual([])
})

test("the report's file names nobody and says what its columns mean", async ({
  open,
  database,
}) => {
  const page = await open("clinician")
  await page.goto("/reports")
  const download = page.waitForEvent("download")
  await page.getByRole("link", { name: "Download CSV" }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^doseline-report-\d{4}-\d\d-\d\d-/)
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  expect(text).toContain("Column,Definition")
  const { rows } = await database.query(
    "SELECT last_name FROM patients WHERE last_name IS NOT NULL",
  )
  const words = new Set(text.split(/[^\p{L}]+/u))
  expect(rows.filter(({ last_name: name }) => words.has(name))).toEqual([])
})

test("a month is printed for the team, and for the patient in Spanish", async ({
  open,
  database,
}) => {
  const { id, month, n, told } = await findSpanish(database)
  const page = await open("clinician")
  await watchPrinting(page)
  await page.goto(`/patients/${id}/month?month=${month}`)
  await expect(page).toHaveTitle(/^Month/)
  expect(await barriersOn(page)).toEqual([])

  const handout = page.locator(".handout")
  await expect(handout).toHaveAttribute("lang", "es")
  await expect(handout.getByRole("heading", { level: 2 })).toContainText("Sus medicamentos en")
  await expect(handout).toContainText(`Usted nos dijo que tomó ${told} de ${n} dosis.`)
  await expect(handout).toContainText("No cambie ni deje ningún medicamento")

  await page.getByRole("button", { name: "Print for the patient" }).click()
  expect(await printed(page)).toEqual(["patient"])
  await page.emulateMedia({ media: "print" })
  await expect(handout).toBeVisible()
  await expect(page.locator(".month-sheet")).toBeHidden()
  expect(await pagesOf(page)).toBe(1)

  await page.emulateMedia({ media: "screen" })
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")))
  await page.getByRole("button", { name: "Print for the team" }).click()
  expect(await printed(page)).toEqual(["patient", "team"])
  await page.emulateMedia({ media: "print" })
  await expect(handout).toBeHidden()
  await expect(page.getByRole("list", { name: "Legend" })).toBeVisible()
  expect(await pagesOf(page)).toBe(1)

  await page.emulateMedia({ media: "screen" })
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")))
  await page.getByRole("link", { name: "עברית" }).click()
  await expect(page.locator(".handout")).toHaveAttribute("dir", "rtl")
  await expect(page.locator(".handout")).toContainText("התרופות שלכם")
})

/** How many sheets of A4 the page takes. */
async function pagesOf(page: Page): Promise<number> {
  const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: false })).toString("latin1")
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
