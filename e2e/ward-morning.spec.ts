import type { Page } from "@playwright/test"
import type { Database } from "./database"
import { atPace, sendBySchedule, untilWorked } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"
import {
  addSilentDose,
  closeWard,
  closeWindow,
  letTimePass,
  NOT_TEXTED,
  openWard,
  type WardPatient,
} from "./ward"

const LAST_NAME = "Morningside"
const TEMPLATE = "Morning round"
const BODY =
  "{firstName}, it is time for your morning dose. Reply 1 once you have taken it, 2 if you have not."
const SKIPPED: [string, number][] = [
  ["Opted out of texts", NOT_TEXTED.optedOut],
  ["Consent to texts not recorded", NOT_TEXTED.withoutConsent],
  ["No phone number in BioT", NOT_TEXTED.withoutPhone],
  ["Disabled in BioT", NOT_TEXTED.disabled],
]

const look = (page: Page, name: string) =>
  page.screenshot({ path: `test-results/look/morning-${name}.png`, fullPage: true })

/** An admin gives the team a text to choose. */
async function writeTemplate(page: Page) {
  await page.goto("/settings/templates")
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Write template" }).click()
  const pane = page.getByRole("dialog")
  await pane.getByLabel("Name").fill(TEMPLATE)
  await pane.getByLabel("Text", { exact: true }).fill("Reply YES or NO. Take ½ a pill.")
  await expect(pane.getByText("Ask for 1 and 2 instead", { exact: false }).first()).toBeVisible()
  await look(page, "template-refused")
  await pane.getByLabel("Text", { exact: true }).fill(BODY)
  await pane.getByRole("checkbox", { name: /^Default for / }).uncheck()
  await pane.getByRole("button", { name: "Save template" }).click()
  await expect(page.getByRole("button", { name: TEMPLATE })).toBeVisible()
}

async function chooseWard(page: Page, size: number) {
  await page.goto("/patients")
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
  await page.getByRole("searchbox").fill(LAST_NAME)
  await expect(page.getByText(`${size} patients`, { exact: true })).toBeVisible()
  await page
    .getByRole("table")
    .getByRole("checkbox", { name: /^Select (?!all)/ })
    .first()
    .check()
  const bar = page.getByRole("region", { name: "Selection" })
  await bar.getByRole("button", { name: `Select all ${size} that match` }).click()
  await look(page, "selected")
  await bar.getByRole("button", { name: `Send to ${size}` }).click()
}

async function checkBeforeSending(page: Page, going: number) {
  await page.getByLabel("Template").selectOption({ label: `${TEMPLATE} (reminder)` })
  await look(page, "write")
  await page.getByRole("button", { name: "Check before sending" }).click()
  await expect(page.getByText(`Goes to ${going} patients`)).toBeVisible()
  for (const [words, patients] of SKIPPED) {
    const group = page.locator("details").filter({ hasText: words })
    await expect(group.getByText(`${patients} patients`)).toBeVisible()
  }
  await page.getByText("Opted out of texts", { exact: true }).click()
  await expect(page.getByRole("link", { name: `Ward 151 ${LAST_NAME}` })).toBeVisible()
  await look(page, "check")
}

async function sentOnes(database: Database, ward: WardPatient[]): Promise<WardPatient[]> {
  const { rows } = await database.query(
    "SELECT patient_id FROM messages WHERE state = 'sent' AND patient_id = ANY($1)",
    [ward.map(({ patientId }) => patientId)],
  )
  const ids = new Set(rows.map((row) => row.patient_id))
  return ward.filter(({ patientId }) => ids.has(patientId))
}

test("a coordinator's morning: template, check, batch, stop, nudge and task", async ({
  open,
  database,
  simulator,
}) => {
  test.setTimeout(8 * 60_000)
  const ward = await openWard(database, simulator, LAKESIDE, LAST_NAME)
  const going = ward.length - SKIPPED.reduce((sum, [, patients]) => sum + patients, 0)
  try {
    await writeTemplate(await open("admin"))
    const page = await open("coordinator")
    const phone = await open("coordinator", { width: 390, height: 844 })
    await chooseWard(page, ward.length)
    await checkBeforeSending(page, going)

    await atPace(database, 10, async () => {
      await page.getByRole("button", { name: `Send to ${going} patients` }).click()
      await page.waitForURL("**/messages/batches/*")
      await phone.goto(page.url())
      await expect(page.getByRole("button", { name: /^Undo/ })).toBeVisible()
      await look(page, "undo")
      await expect(page.getByRole("status").filter({ hasText: /^Sending · [3-9]\d/ })).toBeVisible({
        timeout: 60_000,
      })
      await look(phone, "sending-phone")
      await page.getByRole("button", { name: "Stop sending" }).click()
      await page.getByRole("alertdialog").getByRole("button", { name: "Stop sending" }).click()
      await expect(page.getByRole("status").filter({ hasText: /^Stopped/ })).toBeVisible()
      await expect(phone.getByRole("status").filter({ hasText: /^Stopped/ })).toBeVisible()
      await look(page, "stopped")
    })
    const texted = await sentOnes(database, ward)
    expect(texted.length).toBeGreaterThanOrEqual(30)
    expect(texted.length).toBeLessThan(going)
    const [silent, missing] = texted
    if (!silent || !missing) throw new Error("Nobody was texted.")
    const [first] = await simulator.messagesOf(silent.phone)
    expect(first?.body).toMatch(/^Ward \d{3}, it is time for your morning dose\./)

    // Fifty minutes later one of them gets a nudge; the other's window closes a second time.
    await addSilentDose(database, missing)
    await closeWindow(database, missing)
    await letTimePass(database, [silent.patientId], 50)
    await sendBySchedule(database, LAKESIDE, true)
    const isNudged = async () => (await simulator.messagesOf(silent.phone)).length === 2
    await untilWorked(database, ["nudge-silent"], isNudged)
    await page.goto(`/patients/${silent.patientId}`)
    await expect(page.getByText(/^Nudge · /).first()).toBeVisible()
    await look(page, "nudged")

    // It is the most urgent one, as if it had waited since yesterday.
    const makeDue = () =>
      database.query(
        `UPDATE tasks SET due_at = now() - interval '1 day'
          WHERE patient_id = $1 AND kind = 'follow_up' AND state <> 'closed'`,
        [missing.patientId],
      )
    const isFollowedUp = async () => (await makeDue()).rowCount === 1
    await untilWorked(database, ["close-windows", "follow-up"], isFollowedUp)
    await page.goto("/today")
    const followUp = page.getByRole("region", { name: /^Follow up/ })
    const { rows } = await database.query("SELECT first_name FROM patients WHERE id = $1", [
      missing.patientId,
    ])
    const line = followUp.getByRole("link", { name: new RegExp(rows[0].first_name) })
    await expect(line).toBeVisible()
    await look(page, "today")
    await phone.goto("/today")
    await look(phone, "today-phone")
    await line.click()
    const dialog = page.getByRole("dialog", { name: "Settle follow-up" })
    await dialog.getByLabel("How did it end?").selectOption("Reached: taken")
    await dialog.getByLabel(/^(Reason|Note)/).fill("She had taken both and forgot to answer")
    await look(page, "settle")
    await dialog.getByRole("button", { name: "Settle follow-up" }).click()
    await expect(page.getByText("Follow-up settled", { exact: true })).toBeVisible()
    await expect(page.locator(`[data-dose="${missing.doseId}"]`)).toHaveAccessibleName(
      /recorded as taken by staff/i,
    )
  } finally {
    await sendBySchedule(database, LAKESIDE, false)
    await closeWard(database, simulator, ward)
  }
})
