import { expectClean } from "./accessible"
import { expect, test } from "./fixtures"

test("a coordinator records what several patients signed, and sees what stands", async ({
  open,
  database,
}) => {
  const page = await open("coordinator")
  await page.goto("/patients")
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
  const boxes = page.getByRole("table").getByRole("checkbox", { name: /^Select (?!all)/ })
  for (const at of [0, 1]) await boxes.nth(at).check()
  const bar = page.getByRole("region", { name: "Selection" })
  await bar.getByRole("button", { name: "Record consent" }).click()

  const dialog = page.getByRole("dialog")
  await expect(dialog.getByRole("heading", { name: "Record consent of several" })).toBeVisible()
  await expect(dialog.getByLabel("Day on which they agreed")).toBeVisible()
  const leavesOut = dialog.getByRole("checkbox", { name: /^Leave out / })
  if (await leavesOut.isVisible()) await leavesOut.uncheck()
  await dialog.getByText("2 patients", { exact: true }).click()
  await expect(dialog.getByRole("listitem")).toHaveCount(2)
  await expectClean(page, "consent-of-many")
  const submit = dialog.getByRole("button", { name: "Record consent of 2 patients" })
  await submit.click()
  await expect(dialog.getByText("Choose how the patient said so.")).toBeVisible()
  await dialog.getByLabel("How the patient said so").selectOption("paper")
  const wording = `Signed at the desk, ${Date.now()}`
  await dialog.getByLabel("What the patient agreed to").fill(wording)
  await submit.click()

  const done = page.getByRole("dialog", { name: "Consent of 2 patients recorded" })
  await expect(done).toBeVisible()
  await expect(done.getByRole("listitem")).toHaveCount(2)
  await expectClean(page, "consent-of-many-recorded")
  await done.getByRole("button", { name: "Done", exact: true }).click()
  await expect(done).toHaveCount(0)
  await expect(bar.getByRole("button", { name: "Record consent" })).toBeFocused()
  const { rows } = await database.query(
    "SELECT 1 FROM consents WHERE wording = $1 AND means = 'paper' AND recorded_by IS NOT NULL",
    [wording],
  )
  expect(rows).toHaveLength(2)
})

test("a clinician, who sends to nobody, records no consent of many", async ({ open }) => {
  const page = await open("clinician")
  await page.goto("/patients")
  await expect(page.getByRole("table")).toBeVisible()
  await expect(page.getByRole("button", { name: "Record consent" })).toHaveCount(0)
})
