import type { Page } from "@playwright/test"
import { findTextable } from "./database"
import { expect, LAKESIDE, noticesOn, test } from "./fixtures"

/** The form of a note, filled in. */
async function writeNote(page: Page, patientId: string, words: string) {
  await page.goto(`/patients/${patientId}/conversation`)
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Add note" }).click()
  const note = page.getByLabel("Note", { exact: true })
  await note.fill(words)
  return { note, save: page.getByRole("button", { name: "Save note" }) }
}

test("without a connection nothing is lost that was typed", async ({ open, database, guard }) => {
  guard.allowed.push(/net::ERR_/)
  const { patientId } = await findTextable(database, LAKESIDE)
  const page = await open("coordinator")
  const words = `Called at noon, no answer (${Date.now()}).`
  const { note, save } = await writeNote(page, patientId, words)

  await page.context().setOffline(true)
  await save.click()
  await expect(page.getByText("Nothing was saved or sent.", { exact: false })).toBeVisible()
  await expect(note).toHaveValue(words)
  await expect(save).toBeFocused()
  await expect(save).not.toHaveAttribute("aria-busy", "true")

  await page.context().setOffline(false)
  await save.click()
  await expect(page.getByRole("group", { name: "Conversation" }).getByText(words)).toBeVisible()
})

test("an answer that is lost on the way is not called a failure, and a repetition saves once", async ({
  open,
  database,
  guard,
}) => {
  guard.allowed.push(/net::ERR_/)
  const { patientId } = await findTextable(database, LAKESIDE)
  const page = await open("coordinator")
  const words = `Asked the ward to call (${Date.now()}).`
  const { note, save } = await writeNote(page, patientId, words)

  await page.route("**/conversation*", async (it) => {
    if (it.request().method() !== "POST") return it.fallback()
    await it.fetch()
    await it.abort()
  })
  await save.click()
  await expect(page.getByText("It is not known whether this was saved.")).toBeVisible()
  await expect(note).toHaveValue(words)

  await page.unroute("**/conversation*")
  await save.click()
  await expect(note).toBeHidden()
  const { rows } = await database.query(
    "SELECT id FROM patient_notes WHERE patient_id = $1 AND body = $2",
    [patientId, words],
  )
  expect(rows).toHaveLength(1)
})

test("what cannot be opened for want of a connection says so, and opens later", async ({
  open,
  guard,
}) => {
  guard.allowed.push(/net::ERR_/)
  const page = await open("clinician")
  await page.goto("/today")
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
  await page.context().setOffline(true)
  await page.keyboard.press("Control+k")
  await expect(noticesOn(page).getByText("This part could not be loaded")).toBeVisible()
  await page.context().setOffline(false)
  await page.keyboard.press("Control+k")
  await expect(page.getByRole("combobox")).toBeFocused()
})
