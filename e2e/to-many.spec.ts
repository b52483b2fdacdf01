import type { Page } from "@playwright/test"
import { expectClean } from "./accessible"
import { atPace } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"

const TEXT = "Please call {organization} this week."

/** From the list, by its filter, to the check of a text about no dose. */
async function checkAll(page: Page) {
  await page.goto("/patients")
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
  const boxes = page.getByRole("table").getByRole("checkbox", { name: /^Select (?!all)/ })
  await boxes.first().check()
  const bar = page.getByRole("region", { name: "Selection" })
  await bar.getByRole("button", { name: /^Select all [\d,]+ that match$/ }).click()
  await bar.getByRole("button", { name: /^Send to / }).click()
  await page.getByRole("radio", { name: /^No dose/ }).check()
  await page.getByLabel("Text", { exact: true }).fill(TEXT)
  await page.getByRole("button", { name: "Check before sending" }).click()
  await expect(page.getByRole("heading", { name: "Check before sending" })).toBeVisible()
}

async function send(page: Page) {
  for (const box of await page.getByRole("checkbox", { name: /^Send anyway to / }).all()) {
    await box.check()
  }
  await page.getByRole("button", { name: /^Send to .* patients$/ }).dblclick()
  await page.waitForURL("**/messages/batches/*")
}

test("a text to many is checked, undone after a reload, sent again and stopped", async ({
  open,
  database,
}) => {
  test.setTimeout(3 * 60_000)
  const { rows } = await database.query(
    `SELECT p.first_name || ' ' || p.last_name AS name FROM patients p
       JOIN organizations o ON o.id = p.organization_id AND o.name = $1
       JOIN opt_outs x ON x.organization_id = o.id AND x.phone = p.phone AND x.is_opted_out
      WHERE p.deleted_at IS NULL AND p.is_enabled AND p.first_name IS NOT NULL ORDER BY p.id LIMIT 1`,
    [LAKESIDE],
  )
  const page = await open("coordinator")
  await checkAll(page)
  await page.getByText("Opted out of texts", { exact: true }).click()
  await expect(page.getByRole("link", { name: rows[0].name })).toBeVisible()
  await expectClean(page, "bulk-check")

  const draft = page.url()
  await send(page)
  expect(page.url()).not.toContain("draft")
  const batch = page.url()
  await page.reload()
  await page.getByRole("button", { name: /^Undo/ }).click()
  await expect(page.getByText("Nothing went out.", { exact: false })).toBeVisible()
  const batchId = batch.split("/").at(-1)
  const states = async (id: string | undefined) =>
    (await database.query("SELECT DISTINCT state FROM messages WHERE batch_id = $1", [id])).rows
  expect(await states(batchId)).toEqual([{ state: "cancelled" }])
  // The draft's own address leads to what it became, and sends nothing again.
  await page.goto(draft)
  await expect(page).toHaveURL(batch)

  await atPace(database, 2, async () => {
    await checkAll(page)
    await send(page)
    await expect(page.getByRole("status").filter({ hasText: /^Sending · [1-9]/ })).toBeVisible({
      timeout: 45_000,
    })
    await expectClean(page, "bulk-sending")
    await page.getByRole("button", { name: "Stop sending" }).click()
    await page.getByRole("alertdialog").getByRole("button", { name: "Stop sending" }).click()
    await expect(page.getByRole("status").filter({ hasText: /^Stopped/ })).toBeVisible()
  })
  const again = page.url().split("/").at(-1)
  await expectClean(page, "bulk-stopped")
  const { rows: texts } = await database.query(
    `SELECT count(*) FILTER (WHERE state = 'cancelled')::int AS cancelled,
            count(*) FILTER (WHERE state = 'sent')::int AS sent,
            count(*)::int = count(DISTINCT patient_id)::int AS once
       FROM messages WHERE batch_id = $1`,
    [again],
  )
  expect(texts[0].once).toBe(true)
  expect(texts[0].sent).toBeGreaterThan(0)
  expect(texts[0].cancelled).toBeGreaterThan(0)

  const download = page.waitForEvent("download")
  await page.getByRole("link", { name: "Download CSV" }).click()
  expect((await download).suggestedFilename()).toBe(`recipients-${again}.csv`)
  await page.goto("/messages")
  const recent = page.getByRole("region", { name: "Sent to many" })
  const own = recent.getByRole("listitem").filter({ hasText: "Please call {organization}" })
  await expect(own).toHaveCount(2)
  await expect(own.last()).toContainText("Undone")
})

test("a clinician selects nobody and sends to nobody", async ({ open }) => {
  const page = await open("clinician")
  await page.goto("/patients")
  await expect(page.getByRole("table", { name: "Patients" })).toBeVisible()
  await expect(page.getByRole("checkbox")).toHaveCount(0)
  await page.goto("/messages/new")
  await expect(page.getByText("Coordinators and admins send texts")).toBeVisible()
})
