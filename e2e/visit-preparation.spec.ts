import type { Page } from "@playwright/test"
import { expect, test } from "./fixtures"
import { closeVisit, openVisit, type Visit } from "./visit"

const figuresOf = (page: Page) => page.getByRole("region", { name: "Figures", exact: true })
const days = (page: Page) => page.getByRole("group", { name: "Days shown" })
const cell = (page: Page, { silentId }: Visit) => page.locator(`[data-dose="${silentId}"]`)

async function openPatient(page: Page, { patientId }: Visit, search = "") {
  await page.goto(`/patients/${patientId}${search}`)
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
}

/** Says in the open evidence that the dose was taken. */
async function confirmTaken(page: Page, reason: string) {
  const evidence = page.getByRole("dialog", { name: "Metformin, 20:00" })
  await evidence.getByRole("button", { name: "Correct dose" }).click()
  await evidence.getByLabel("What happened").selectOption({ label: "Taken" })
  await evidence.getByLabel("Reason").fill(reason)
  await evidence.getByRole("button", { name: "Save correction" }).click()
  await expect(evidence.getByText(`Reason: ${reason}`).first()).toBeVisible()
}

test("a clinician prepares a visit, corrects a day and prints the month", async ({
  open,
  simulator,
  database,
}) => {
  test.slow()
  const visit = await openVisit(database, simulator)
  try {
    const page = await open("clinician")
    await openPatient(page, visit)

    // The last 90 days: figures, grid and tables follow the one choice, and so does a reload.
    await days(page).getByRole("button", { name: "90 days" }).click()
    const reported = figuresOf(page).getByRole("button", { name: /show them: Reported, 90 days$/ })
    await expect(reported).toHaveText("160 of 178 doses")
    await expect(figuresOf(page)).toContainText("90–100 %")
    await expect(page).toHaveURL(/days=90/)
    await page.reload()
    await expect(reported).toHaveText("160 of 178 doses")
    await expect(
      figuresOf(page).getByRole("button", { name: /show them: Longest gap, 90 days$/ }),
    ).toHaveText("2 doses")

    // What repeats, with its evidence.
    const patterns = page.getByRole("region", { name: "Patterns" })
    await expect(patterns).toContainText("usually reported taken at about 21:40")

    // The doses behind the number, and one of them down to its evidence.
    await reported.click()
    const behind = page.getByRole("dialog", { name: "Reported adherence, 90 days" })
    await expect(behind).toContainText("Reported taken (160)")
    await expect(behind).toContainText("Not reported taken (18)")
    await expect(page).toHaveURL(/list=rate/)
    await behind
      .getByRole("button", { name: /20:00, Metformin: no reply/ })
      .first()
      .click()
    const evidence = page.getByRole("dialog", { name: "Metformin, 20:00" })
    await expect(evidence).toContainText("850 mg")
    await expect(evidence).toContainText("No reply")
    await evidence.getByRole("button", { name: "Close" }).click()
    await expect(behind).toBeVisible()
    await behind.getByRole("button", { name: "Close" }).click()
    await expect(behind).toBeHidden()

    // These 90 days beside those before, and what changed meanwhile.
    await page.getByRole("button", { name: "Compare" }).click()
    const compare = page.getByRole("region", { name: "Compare periods" })
    await expect(compare.getByRole("row", { name: /Reported adherence/ }).first()).toContainText(
      "55 of 62 doses",
    )
    await expect(compare).toContainText("850 mg instead of 500 mg")
    await expect(compare).toContainText("No clear difference")
    await expect(page).toHaveURL(/vs=before/)
    await compare.getByRole("button", { name: "End comparison" }).click()

    // A correction with a reason moves the figures; taken back, they are as before.
    await cell(page, visit).click()
    await confirmTaken(page, "Told the nurse on the phone")
    await expect(reported).toHaveText("161 of 178 doses")
    await expect(cell(page, visit)).toHaveAccessibleName(/recorded as taken by staff/)
    await evidence.getByRole("button", { name: "Take back" }).first().click()
    await evidence.getByLabel("Why it is taken back").fill("Was another day")
    await evidence.getByRole("button", { name: "Take back" }).last().click()
    await expect(reported).toHaveText("160 of 178 doses")
    await expect(cell(page, visit)).toHaveAccessibleName(/no reply/)
    await confirmTaken(page, "It was this day after all")
    await expect(reported).toHaveText("161 of 178 doses")
    await evidence.getByRole("button", { name: "Close" }).click()

    await page.getByRole("link", { name: "Print month" }).click()
    await page.waitForURL(/\/month\?month=\d{4}-\d{2}$/)
    await expect(page.getByRole("main")).toContainText("Metformin")
  } finally {
    await closeVisit(database, simulator, visit)
  }
})

test("days of one's own are checked beside the field, and stay in the address", async ({
  open,
  simulator,
  database,
}) => {
  const visit = await openVisit(database, simulator)
  try {
    const page = await open("clinician", { width: 360, height: 800 })
    await openPatient(page, visit, "?days=7")
    await days(page).getByRole("button", { name: "Custom" }).click()
    const form = page.getByRole("dialog", { name: "Custom period" })
    const ago = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10)
    await form.getByLabel("From").fill(ago(40))
    await form.getByLabel("To").fill(ago(60))
    await form.getByRole("button", { name: "Show these days" }).click()
    await expect(form.getByText("The last day lies before the first.")).toBeVisible()
    await expect(form.getByLabel("To")).toBeFocused()
    await form.getByLabel("From").fill(ago(500))
    await form.getByRole("button", { name: "Show these days" }).click()
    await expect(form.getByText("Choose at most 400 days.")).toBeVisible()
    await form.getByLabel("From").fill(ago(69))
    await form.getByRole("button", { name: "Show these days" }).click()
    await expect(form).toBeHidden()
    const chosen = figuresOf(page).getByRole("button", { name: /show them: Reported, \w{3} \d/ })
    // Ten days of two doses, of which every fifth evening is silent.
    await expect(chosen).toHaveText("18 of 20 doses")
    await expect(page).toHaveURL(new RegExp(`from=${ago(69)}&to=${ago(60)}`))
    await page.reload()
    await expect(chosen).toHaveText("18 of 20 doses")
  } finally {
    await closeVisit(database, simulator, visit)
  }
})
