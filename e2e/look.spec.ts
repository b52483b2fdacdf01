import type { Page } from "@playwright/test"
import { barriersOn } from "./accessible"
import type { Database } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"

const MINUTE_MS = 60_000
type Look = { colorScheme: "light" | "dark"; width: number }
/** Each theme and each width in each of two languages, one of them read from the right. */
const LOOKS: Record<"en" | "he", readonly Look[]> = {
  en: [
    { colorScheme: "light", width: 1440 },
    { colorScheme: "dark", width: 390 },
  ],
  he: [
    { colorScheme: "dark", width: 1440 },
    { colorScheme: "light", width: 390 },
  ],
}

/** Every page, the patient's and one that is not there. */
const pagesOf = (patient: string) =>
  [
    ["today", "/today"],
    ["follow-ups", "/today/follow-ups"],
    ["patients", "/patients"],
    ["patient", patient],
    ["patient-year", `${patient}?days=365`],
    ["consent", `${patient}/consent`],
    ["conversation", `${patient}/conversation`],
    ["medications", `${patient}/medications`],
    ["month", `${patient}/month`],
    ["messages", "/messages"],
    ["send-to-many", "/messages/new"],
    ["review", "/review"],
    ["review-decided", "/review?show=decided"],
    ["reports", "/reports"],
    ["reports-response", "/reports?days=90&show=response"],
    ["reports-patients", "/reports/patients?state=no_response"],
    ["connection", "/settings/connection"],
    ["organization", "/settings/organization"],
    ["replies", "/settings/replies"],
    ["attention", "/settings/attention"],
    ["templates", "/settings/templates"],
    ["people", "/settings/people"],
    ["static-numbers", "/settings/static-numbers"],
    ["shared-numbers", "/settings/shared-numbers"],
    ["exports", "/settings/exports"],
    ["api", "/settings/api"],
    ["not-found", "/patients/nobody"],
  ] as const

async function patientOf(database: Database): Promise<string> {
  const { rows } = await database.query(
    `SELECT p.id FROM patients p JOIN organizations o ON o.id = organization_id
     JOIN doses d ON d.patient_id = p.id AND d.state = 'conflicting'
     WHERE o.name = $1 ORDER BY p.id LIMIT 1`,
    [LAKESIDE],
  )
  return `/patients/${rows[0]?.id}`
}

/**
 * A page is visited once and looked at in each way where it stands: what a theme and a width change
 * is style alone.
 */
async function check(page: Page, name: string, language: keyof typeof LOOKS = "en") {
  await expect(page.locator("html")).toHaveAttribute("dir", language === "he" ? "rtl" : "ltr")
  for (const { colorScheme, width } of LOOKS[language]) {
    const look = [name, language, colorScheme, width].join("-")
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await expect(page.locator("html")).toHaveClass(new RegExp(colorScheme))
    await page.screenshot({ path: `test-results/look/${look}.png`, fullPage: true })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect.soft(overflow, `${look} is wider than the screen`).toBeLessThanOrEqual(0)
    expect.soft(await barriersOn(page), look).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

for (const language of ["en", "he"] as const) {
  test(`every page in ${language}`, async ({ open, database, guard }) => {
    test.setTimeout(5 * MINUTE_MS)
    // The last page is one that is not there, and says so by its status too.
    guard.allowed.push(/404 \(Not Found\).*\/patients\/nobody/)
    const outside = await open(null, { language })
    await outside.goto("/sign-in")
    await check(outside, "sign-in", language)
    const page = await open("admin", { language })
    for (const [name, path] of pagesOf(await patientOf(database))) {
      await page.goto(path)
      await isLive(page, language)
      await check(page, name, language)
    }
    await page.keyboard.press("Control+k")
    await expect(page.getByRole("combobox")).toBeFocused()
    await check(page, "palette", language)
  })
}

const isLive = (page: Page, language: keyof typeof LOOKS) =>
  expect(page.getByText(language === "he" ? "חי" : "Live", { exact: true })).toBeVisible()

for (const language of ["en", "he"] as const) {
  test(`today is in sight on a phone in ${language}`, async ({ open, database }) => {
    const page = await open("clinician", { language, width: 390 })
    await page.goto(await patientOf(database))
    await isLive(page, language)
    const today = page.locator(".dose-grid .dose-day[data-today]")
    await today.scrollIntoViewIfNeeded()
    const [names, day] = [
      await page.locator(".dose-grid-first").first().boundingBox(),
      await today.boundingBox(),
    ]
    const [from, to] = [names?.x ?? 0, (names?.x ?? 0) + (names?.width ?? 0)]
    const [start, end] = [day?.x ?? 0, (day?.x ?? 0) + (day?.width ?? 0)]
    // Between the names, which stand on the side where one begins to read, and the other edge.
    if (language === "he") expect(start >= 0 && end <= from).toBe(true)
    else expect(start >= to && end <= 390).toBe(true)
  })
}

test("what opens on the pages", async ({ open, database }) => {
  test.setTimeout(3 * MINUTE_MS)
  const patient = await patientOf(database)
  const page = await open("admin")
  const visit = async (path: string) => {
    await page.goto(path)
    await isLive(page, "en")
  }
  await visit(`${patient}?days=365&vs=before`)
  await expect(page.getByRole("region", { name: "Compare periods" })).toBeVisible()
  await expect(page.getByRole("region", { name: "Patterns" })).toBeVisible()
  await check(page, "patient-compared")
  await visit(`${patient}?days=90&list=rate`)
  await expect(page.getByRole("dialog")).toBeVisible()
  await check(page, "figure-doses")
  await visit(patient)
  await page.locator(".dose-conflicting, .dose-taken_on_time").last().click()
  await expect(page.getByRole("dialog")).toBeVisible()
  await check(page, "evidence")
  await visit(patient)
  await page.getByRole("button", { name: "Select days" }).click()
  await page.locator("button.dose-no_response, button.dose-taken_on_time").last().click()
  await check(page, "selected-dose")
  await page.getByRole("button", { name: "Excuse", exact: true }).click()
  await expect(page.getByRole("dialog", { name: /^Excuse 1 dose/ })).toBeVisible()
  await check(page, "excuse")
  await visit(patient)
  await page.getByRole("button", { name: "Send reminder" }).click()
  await expect(page.getByRole("dialog")).toBeVisible()
  await check(page, "composer")
  await visit("/review")
  await page.getByRole("list", { name: "Review queue" }).getByRole("button").first().click()
  await expect(page.getByRole("heading", { name: "Evidence" })).toBeVisible()
  await check(page, "review-pane")
})
