import { sendReminder } from "./composer"
import { findCandidate } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"

test.afterEach(async ({ simulator }) => {
  await simulator.clearFaults()
})

test("a double click sends one text", async ({ open, simulator, database }) => {
  const patient = await findCandidate(database, LAKESIDE)
  const page = await open("coordinator")
  await page.goto(`/patients/${patient.patientId}`)
  const before = (await simulator.messagesOf(patient.phone)).length
  const dialog = await sendReminder(page, { clickCount: 2 })
  await expect(dialog.getByRole("status").first()).toContainText("Sent")
  await dialog.getByRole("button", { name: "Done" }).click()
  expect(await simulator.messagesOf(patient.phone)).toHaveLength(before + 1)
  const { rows } = await database.query(
    "SELECT state, biot_message_id IS NOT NULL AS named FROM messages WHERE patient_id = $1 AND requested_by IS NOT NULL",
    [patient.patientId],
  )
  expect(rows).toEqual([{ state: "sent", named: true }])
})

test("trouble at BioT is told, and nothing is lost or sent twice", async ({
  open,
  simulator,
  database,
}) => {
  const patient = await findCandidate(database, LAKESIDE)
  const { phone, doseIds } = patient
  const page = await open("coordinator")
  const texts = async () =>
    (await simulator.messagesOf(phone)).filter((one) => one.direction === "toPhone").length
  const before = await texts()
  await page.goto(`/patients/${patient.patientId}`)

  await simulator.fault({ kind: "error400", number: phone, times: 1 })
  const refused = await sendReminder(page)
  await expect(refused.getByRole("status").first()).toContainText("Failed")
  await refused.getByRole("button", { name: "Done" }).click()
  expect(await texts()).toBe(before)

  // The text goes out, and the connection breaks before BioT's answer is here.
  await simulator.fault({ kind: "reset", number: phone, times: 1, accepted: true })
  const broken = await sendReminder(page)
  await expect(broken.getByRole("status").first()).toContainText("Unknown")
  await expect(broken).toContainText("not sent again by itself")
  await broken.getByRole("button", { name: "Done" }).click()
  expect(await texts()).toBe(before + 1)

  const admin = await open("admin")
  await admin.goto("/review")
  const name = `${patient.firstName} ${patient.lastName}`
  const unknown = admin
    .getByRole("list", { name: "Review queue" })
    .getByRole("button", { name: /Nobody knows whether this text went out/ })
    .filter({ hasText: name })
  await expect(unknown).toBeVisible()

  // The answer proves that it arrived.
  await simulator.text(phone, "1")
  for (const doseId of doseIds) {
    await expect(page.locator(`[data-dose="${doseId}"]`)).toHaveAccessibleName(
      /reported taken on time/i,
    )
  }
  await expect(page.getByText("That it arrived is known from the reply.")).toBeVisible()
  await expect(unknown).toBeHidden()
  expect(await texts()).toBe(before + 1)
})

test("a clinician cannot send", async ({ open, database }) => {
  const { rows } = await database.query("SELECT id FROM patients ORDER BY id LIMIT 1")
  const page = await open("clinician")
  await page.goto(`/patients/${rows[0].id}`)
  await expect(page.getByRole("heading", { name: "Doses", exact: true })).toBeVisible()
  await expect(page.getByRole("button", { name: "Send reminder" })).toHaveCount(0)
})
