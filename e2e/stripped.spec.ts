import type { Page } from "@playwright/test"
import type { Database } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"

type Stripped = { id: string; firstName: string | null; lastName: string | null; phone: string }

/** Nameless with a number, somebody without one, and one with neither. */
async function strippedPatients(database: Database): Promise<Stripped[]> {
  const { rows } = await database.query<Stripped>(
    `SELECT p.id, p.first_name AS "firstName", p.last_name AS "lastName", p.phone FROM patients p
     JOIN organizations o ON o.id = p.organization_id AND o.name = $1
     WHERE p.first_name IS NULL OR p.phone IS NULL
     ORDER BY p.phone IS NULL, p.first_name IS NULL`,
    [LAKESIDE],
  )
  return rows
}

/** Nothing on the page stands for what is missing but words, and every link says where it leads. */
async function expectWhole(page: Page, where: string) {
  const shown = { useInnerText: true }
  await expect(page.locator("body"), where).not.toContainText(/\b(null|undefined|NaN)\b/, shown)
  const links = await page.getByRole("link").evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute("href") ?? "",
      name: (link.getAttribute("aria-label") ?? link.textContent ?? "").trim(),
    })),
  )
  for (const { href, name } of links) {
    expect(href, where).not.toMatch(/null|undefined|^$/)
    expect(name, `${where}: ${href}`).not.toBe("")
  }
}

async function visit(page: Page, path: string) {
  await page.goto(path)
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
  await expectWhole(page, path)
}

test("patients whose name or number BioT hides are found, told apart and explained", async ({
  open,
  database,
}) => {
  test.slow()
  const [nameless, silent, bare] = await strippedPatients(database)
  if (!nameless || !silent || !bare) throw new Error("The seed holds no stripped patients.")
  const page = await open("admin")

  await visit(page, "/patients?sort=name")
  const search = page.getByRole("searchbox", { name: "Search by name or phone" })
  const table = page.getByRole("table", { name: "Patients" })
  await search.fill(nameless.phone.slice(-7))
  await expect(table.getByRole("link")).toHaveText(["Name not shared"])
  await expect(table.getByText(nameless.phone)).toBeVisible()
  await search.fill(bare.id.slice(-12))
  await expect(table.getByText(`BioT id ending in ${bare.id.slice(-12)}`)).toBeVisible()
  await expect(table.getByText("No phone number", { exact: true })).toBeVisible()
  await expectWhole(page, "the list, searched")
  await table.getByText("No phone number", { exact: true }).click()
  const preview = page.getByRole("dialog", { name: "Name not shared" })
  await expect(preview.getByText("None in BioT")).toBeVisible()
  await expectWhole(page, "the preview")
  await page.keyboard.press("Escape")
  await search.fill("")
  await page.getByRole("button", { name: /^Filters/ }).click()
  const filters = page.getByRole("dialog", { name: "Filters" })
  await filters.locator("summary").filter({ hasText: "Flag" }).click()
  await filters.getByRole("checkbox", { name: "Cannot reply" }).click()
  await expect(filters.getByRole("checkbox", { name: "Cannot reply" })).toBeChecked()
  await page.keyboard.press("Escape")
  await expect(
    table.getByRole("link", { name: `${silent.firstName} ${silent.lastName}` }),
  ).toBeVisible()

  for (const { id, firstName } of [nameless, silent, bare]) {
    await visit(page, `/patients/${id}`)
    const hidden = page.getByText(`BioT’s id: ${id}`)
    await expect(hidden).toHaveCount(firstName === null ? 1 : 0)
    await page.getByRole("button", { name: "Send reminder" }).click()
    await expectWhole(page, "the composer")
    const composer = page.getByRole("dialog", { name: "Send reminder" })
    if (id === nameless.id) {
      await composer.getByRole("button", { name: "Cancel" }).click()
      continue
    }
    await composer.getByRole("button", { name: "Send reminder" }).click()
    await expect(composer.getByRole("alert")).toContainText("has no phone number in BioT")
    await composer.getByRole("button", { name: "Cancel" }).click()
  }

  for (const path of ["/today", "/messages", "/settings/shared-numbers"]) await visit(page, path)
  await visit(page, "/settings/static-numbers")
  await expect(page.getByText(/patients have no phone number in BioT/)).toBeVisible()

  await visit(page, "/review")
  const queue = page.getByRole("list", { name: "Review queue" })
  await queue.getByRole("button").filter({ hasText: "Name not shared" }).first().click()
  const pane = page.getByRole("dialog", { name: "Reply from Name not shared" })
  await expect(pane.getByRole("heading", { name: "Evidence" })).toBeVisible()
  await expect(pane.getByText("BioT names this patient")).toBeVisible()
  await pane.getByRole("button", { name: "Find another patient" }).click()
  await pane.getByLabel("Find a patient").fill(bare.id.slice(-12))
  await expect(pane.getByRole("button", { name: /BioT id ending in/ })).toBeVisible()
  // BioT's call stands there as it came, with the nulls that BioT sent.
  await pane.locator("details").evaluate((call) => call.remove())
  await expectWhole(page, "the reply")
})

test("a zone and a note that the portal keeps by itself", async ({ open, database }) => {
  const [, silent] = await strippedPatients(database)
  const page = await open("clinician")
  await visit(page, `/patients/${silent?.id}`)
  await page.getByRole("button", { name: "Change time zone" }).click()
  const dialog = page.getByRole("dialog", { name: "Change time zone" })
  await dialog.getByLabel("Time zone").selectOption("America/Chicago")
  await dialog.getByRole("button", { name: "Save time zone" }).click()
  await expect(page.getByText(/local time, America\/Chicago/)).toBeVisible()
  await page.getByRole("button", { name: "Add note" }).click()
  await page.getByRole("button", { name: "Save note" }).click()
  await expect(page.getByText("Write the note first.")).toBeVisible()
  await page.getByLabel("Note").fill("Answers the landline only")
  await page.getByRole("button", { name: "Save note" }).click()
  const thread = page.getByRole("group", { name: "Messages and replies" })
  await expect(thread.getByText("Answers the landline only")).toBeVisible()
  await expect(thread.getByText(/Note by Dr\. Maya Rosen/)).toBeVisible()
})

test("a zone that a colleague set meanwhile is not written over", async ({ open, database }) => {
  const [, silent] = await strippedPatients(database)
  const [slow, quick] = [await open("clinician"), await open("coordinator")]
  for (const page of [slow, quick]) {
    await visit(page, `/patients/${silent?.id}`)
    await page.getByRole("button", { name: "Change time zone" }).click()
  }
  const choose = async (page: Page, zone: string) => {
    await page.getByRole("dialog").getByLabel("Time zone").selectOption(zone)
    await page.getByRole("button", { name: "Save time zone" }).click()
  }
  await choose(quick, "Asia/Tokyo")
  for (const page of [slow, quick]) {
    await expect(page.getByText(/local time, Asia\/Tokyo/)).toBeVisible()
  }
  await choose(slow, "Europe/Paris")
  await expect(slow.getByText(/^Somebody changed this patient's time zone/)).toBeVisible()
})

test("an admin enters a country's number and takes it back", async ({ open }) => {
  const page = await open("admin")
  await visit(page, "/settings/static-numbers")
  const row = page.getByRole("row").filter({ hasText: "Germany" })
  await row.getByRole("button", { name: "Enter number of Germany" }).click()
  const dialog = page.getByRole("dialog", { name: "Static number of Germany" })
  await dialog.getByLabel("Number").fill("DOSELINE")
  await dialog.getByRole("button", { name: "Save number" }).click()
  await expect(dialog.getByText(/This is a sender's name/)).toBeVisible()
  await dialog.getByLabel("Number").fill("+49 171 3920199")
  await dialog.getByRole("button", { name: "Save number" }).click()
  await expect(row.getByText("+491713920199", { exact: true }).first()).toBeVisible()
  await expect(row.getByText(/The last replies came to \+\d+, not to \+491713920199/)).toBeVisible()
  await row.getByRole("button", { name: "Remove number of Germany" }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove number" }).click()
  await expect(row.getByRole("button", { name: "Enter number of Germany" })).toBeVisible()
})
