import type { Page } from "@playwright/test"
import { sendReminder } from "./composer"
import { findCandidate } from "./database"
import { expect, LAKESIDE, required, signIn, test } from "./fixtures"

const RULES = [
  ["H1", "The reply names this message by its id."],
  ["H2", "The reply names this as the last message before it."],
  ["H3", "It came while the dose's window was open; this was the newest message."],
] as const
const LIVE_MS = 1000

const doseOn = (page: Page, doseId: string) => page.locator(`[data-dose="${doseId}"]`)

test.afterAll(async ({ simulator }) => {
  await simulator.settings({ idMode: "H2" })
})

for (const [idMode, rule] of RULES) {
  test(`from reminder to "taken on time" under ${idMode}`, async ({
    open,
    page,
    simulator,
    database,
  }) => {
    test.slow()
    await simulator.settings({ idMode })
    const patient = await findCandidate(database, LAKESIDE)
    const name = `${patient.firstName} ${patient.lastName}`
    const [doseId = ""] = patient.doseIds

    const clinician = await open("clinician")
    await clinician.goto(`/patients/${patient.patientId}`)
    await expect(clinician.getByText("Live", { exact: true })).toBeVisible()
    await expect(doseOn(clinician, doseId)).toHaveAccessibleName(/: scheduled$/i)
    await clinician.evaluate(() => Object.assign(window, { stayed: true }))

    // The coordinator comes through the front door and finds the patient by name.
    await signIn(page, "coordinator")
    await page.getByRole("link", { name: "Patients" }).first().click()
    await page.getByRole("searchbox").fill(patient.lastName)
    await page.getByRole("link", { name }).first().click()
    await page.goto(`/patients/${patient.patientId}`)
    const dialog = await sendReminder(page)
    await expect(dialog.getByRole("status").first()).toContainText("Sent")

    const phones = await open(null)
    await phones.goto(required("SIMULATOR_URL"))
    const phone = phones.getByRole("article", { name })
    const [sent] = (await simulator.messagesOf(patient.phone)).filter((one) => one.messageId)
    await expect(phone.getByText(sent?.body ?? "")).toBeVisible()
    await expect(doseOn(clinician, doseId)).toHaveAccessibleName(/waiting for a reply/i)

    await phone.getByRole("button", { name: "1", exact: true }).click()
    const answeredAt = Date.now()
    await expect(doseOn(clinician, doseId)).toHaveAccessibleName(/reported taken on time/i)
    expect(Date.now() - answeredAt).toBeLessThan(LIVE_MS * 3)
    for (const each of patient.doseIds) {
      await expect(doseOn(clinician, each)).toHaveAccessibleName(/reported taken on time/i)
    }

    await doseOn(clinician, doseId).click()
    const evidence = clinician.getByRole("dialog")
    await expect(evidence).toContainText("Reported taken on time")
    await expect(evidence).toContainText(sent?.body ?? "")
    await expect(evidence.getByText(sent?.messageId ?? "", { exact: true }).first()).toBeVisible()
    await expect(evidence.getByText("“1”", { exact: true })).toBeVisible()
    await expect(evidence).toContainText(rule)
    expect(await clinician.evaluate(() => "stayed" in window)).toBe(true)
  })
}
