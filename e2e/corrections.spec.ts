import type { Page } from "@playwright/test"
import { sendReminder } from "./composer"
import { type Database, findCandidate } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"

type Other = {
  patientId: string
  firstName: string
  lastName: string
  phone: string
  doseId: string
  label: string
}

/** Somebody else, with a dose of the last days that nobody answered. */
async function findSilent(database: Database, notId: string): Promise<Other> {
  const { rows } = await database.query(
    `SELECT p.id AS "patientId", p.first_name AS "firstName", p.last_name AS "lastName", p.phone,
            d.id AS "doseId", to_char(d.local_date, 'Dy FMDD Mon ') || d.slot || ', ' ||
            g.medication AS label
       FROM patients p JOIN organizations o ON o.id = p.organization_id AND o.name = $1
       JOIN doses d ON d.patient_id = p.id AND d.state = 'no_response'
        AND d.due_at BETWEEN now() - interval '3 days' AND now()
       JOIN regimens g ON g.id = d.regimen_id
      WHERE p.id <> $2 AND p.is_enabled AND p.deleted_at IS NULL AND p.first_name IS NOT NULL
        AND (SELECT count(*) FROM patients q WHERE q.phone = p.phone) = 1
      ORDER BY p.id DESC, d.due_at DESC LIMIT 1`,
    [LAKESIDE, notId],
  )
  if (!rows[0]) throw new Error("The seed holds no other patient with an unanswered dose.")
  return rows[0]
}

const doseOn = (page: Page, doseId: string) => page.locator(`[data-dose="${doseId}"]`)

/** From the evidence of a dose to the dialog that moves its reply. */
async function openMove(page: Page, doseId: string) {
  await doseOn(page, doseId).click()
  const evidence = page.getByRole("dialog").first()
  await evidence.getByRole("button", { name: "This reply belongs elsewhere" }).last().click()
  return page.getByRole("dialog", { name: "Move this reply" })
}

test("a reply is moved to another patient's dose and taken back", async ({
  open,
  simulator,
  database,
}) => {
  test.slow()
  const patient = await findCandidate(database, LAKESIDE)
  const [doseId = ""] = patient.doseIds
  const other = await findSilent(database, patient.patientId)
  const otherName = `${other.firstName} ${other.lastName}`

  const admin = await open("admin")
  await admin.goto(`/patients/${patient.patientId}`)
  await expect(admin.getByText("Live", { exact: true })).toBeVisible()
  const sent = await sendReminder(admin)
  await expect(sent.getByRole("status").first()).toContainText("Sent")
  await sent.getByRole("button", { name: "Done" }).click()
  await simulator.text(patient.phone, "1")
  await expect(doseOn(admin, doseId)).toHaveAccessibleName(/reported taken on time/i)

  // A colleague has the other patient open, and sees what becomes of it without doing anything.
  const clinician = await open("clinician")
  await clinician.goto(`/patients/${other.patientId}`)
  await expect(clinician.getByText("Live", { exact: true })).toBeVisible()
  await expect(doseOn(clinician, other.doseId)).toHaveAccessibleName(/no reply/i)
  await clinician.evaluate(() => Object.assign(window, { stayed: true }))

  const move = await openMove(admin, doseId)
  await move.getByRole("button", { name: "Find another patient" }).click()
  await move.getByLabel("Find a patient").fill(other.phone)
  await move.getByRole("button", { name: new RegExp(otherName) }).click()
  const doses = move.getByRole("group", { name: "Dose" })
  await expect(doses.getByRole("checkbox").first()).toBeVisible()
  const more = doses.getByRole("button", { name: /^Show \d+ more/ })
  if (await more.isVisible()) await more.click()
  const chosen = doses.getByRole("checkbox", { name: other.label })
  for (const box of await doses.getByRole("checkbox", { checked: true }).all()) await box.uncheck()
  await chosen.check()
  await move.getByRole("radio", { name: "Taken", exact: true }).check()

  // Both calendars are shown before anything is decided.
  const calendar = (name: string) => move.getByRole("region", { name: `Calendar of ${name}` })
  await expect(calendar(otherName)).toContainText(
    `${other.label}: no reply → recorded as taken by staff`,
  )
  await expect(calendar(`${patient.firstName} ${patient.lastName}`)).toContainText(
    "reported taken on time → reminded, waiting for a reply",
  )

  await move.getByRole("button", { name: "Move reply" }).click()
  await expect(move.getByText("Say why, in a few words.")).toBeVisible()
  await move.getByLabel("Why it belongs elsewhere").fill("They swapped their phones")
  await move.getByRole("button", { name: "Move reply" }).click()
  await expect(admin.getByText("Reply moved", { exact: true })).toBeVisible()
  await expect(doseOn(admin, doseId)).toHaveAccessibleName(/waiting for a reply/i)
  await expect(doseOn(clinician, other.doseId)).toHaveAccessibleName(/recorded as taken by staff/i)

  // Neither history is lost: what was said stays, taken back, with who and why.
  const evidence = admin.getByRole("dialog").first()
  await expect(evidence).toContainText("The reply said taken (taken back)")
  await expect(evidence).toContainText("They swapped their phones")

  await admin.goto(`/patients/${other.patientId}`)
  await expect(admin.getByText("Live", { exact: true })).toBeVisible()
  const back = await openMove(admin, other.doseId)
  await expect(back.getByRole("region", { name: "Last decision" })).toContainText(
    "They swapped their phones",
  )
  await back.getByRole("button", { name: "Take this decision back" }).click()
  await back.getByLabel("Why it is taken back").fill("It was the right phone after all")
  await back.getByRole("button", { name: "Take back", exact: true }).click()
  await expect(admin.getByText("Decision taken back", { exact: true })).toBeVisible()
  await expect(doseOn(clinician, other.doseId)).toHaveAccessibleName(/no reply/i)
  expect(await clinician.evaluate(() => "stayed" in window)).toBe(true)
  await admin.goto(`/patients/${patient.patientId}`)
  await expect(doseOn(admin, doseId)).toHaveAccessibleName(/reported taken on time/i)

  const { rows } = await database.query(
    `SELECT verb FROM audit WHERE verb LIKE 'reply.%' AND subject_id IN
       (SELECT id::text FROM replies WHERE patient_id = $1) AND actor_kind = 'staff' ORDER BY at`,
    [patient.patientId],
  )
  expect(rows.map(({ verb }) => verb).slice(-2)).toEqual([
    "reply.reassigned",
    "reply.decision_undone",
  ])
})
