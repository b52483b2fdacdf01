import type { Page } from "@playwright/test"
import type { Database } from "./database"
import { expect, LAKESIDE, noticesOn, required, test } from "./fixtures"

const WORDS = "took it, now chest pain"
const DONE = "Reached by phone, an ambulance is on its way"
type Patient = { id: string; name: string; phone: string }

/** The last who can answer, so that other tests keep theirs, and who wrote no safety word yet. */
async function findPatient(database: Database): Promise<Patient> {
  const { rows } = await database.query(
    `SELECT p.id, p.first_name || ' ' || p.last_name AS name, p.phone
     FROM patients p JOIN organizations o ON o.id = p.organization_id AND o.name = $1
     WHERE p.is_enabled AND p.deleted_at IS NULL AND p.first_name IS NOT NULL
       AND p.phone LIKE '+1202%' AND p.locale LIKE 'en%'
       AND (SELECT count(*) FROM patients q WHERE q.phone = p.phone) = 1
       AND NOT EXISTS (SELECT 1 FROM opt_outs x WHERE x.phone = p.phone AND x.is_opted_out)
       AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.patient_id = p.id AND t.kind = 'safety')
     ORDER BY p.id DESC LIMIT 1`,
    [LAKESIDE],
  )
  if (!rows[0]) throw new Error("The seed holds no patient without a safety word.")
  return rows[0]
}

/** The patient's line among the safety tasks. */
const taskOf = (page: Page, { name }: Patient) =>
  page
    .getByRole("list", { name: "Safety tasks" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name, exact: true }) })

test.afterAll(async ({ database }) => {
  await database.query("UPDATE organizations SET settings = settings - 'safetyAnswer'")
})

test("a cry for help stands first for everybody until somebody has dealt with it", async ({
  open,
  database,
  simulator,
}) => {
  test.slow()
  const patient = await findPatient(database)
  const admin = await open("admin")
  await admin.goto("/settings/replies")
  await expect(admin.getByText("Live", { exact: true })).toBeVisible()
  await admin.getByLabel("Answer safety words by itself").check()
  await admin.getByRole("button", { name: "Save settings" }).click()
  await expect(admin.getByText("Give the number that patients in danger")).toBeVisible()
  await admin.getByLabel("Emergency number").fill("112")
  await admin.getByRole("button", { name: "Save settings" }).click()
  await expect(admin.getByText("Settings saved", { exact: true })).toBeVisible()

  const clinician = await open("clinician")
  const coordinator = await open("coordinator")
  await clinician.goto("/today")
  await coordinator.goto("/review")
  for (const page of [clinician, coordinator]) {
    await expect(page.getByText("Live", { exact: true })).toBeVisible()
    await page.evaluate(() => Object.assign(window, { stayed: true }))
  }
  await expect(coordinator.getByText("Doseline is not an emergency service").first()).toBeVisible()

  const phones = await open(null)
  await phones.goto(required("SIMULATOR_URL"))
  const phone = phones.getByRole("article", { name: patient.name })
  await expect(phone).toBeVisible()
  const pickUp = phone.getByRole("button", { name: "Pick up" })
  if (await pickUp.isVisible()) await pickUp.click()
  await phone.getByRole("textbox").fill(WORDS)
  await phone.getByRole("textbox").press("Enter")

  for (const page of [clinician, coordinator]) {
    const task = taskOf(page, patient)
    await expect(task).toContainText(`“${WORDS}”`)
    await expect(task).toContainText("Emergency")
    await expect(task).toContainText("Nobody has taken this yet. 15 min left")
    const call = task.getByRole("link", { name: `Call ${patient.phone}` })
    await expect(call).toHaveAttribute("href", `tel:${patient.phone}`)
  }
  await expect(phone.getByText("call 112 now")).toHaveCount(1)

  await taskOf(clinician, patient)
    .getByRole("button", { name: `I take care of it: ${patient.name}` })
    .click()
  await expect(taskOf(clinician, patient)).toContainText("takes care of it")
  await expect(taskOf(coordinator, patient)).toContainText("takes care of it")
  await expect(
    taskOf(coordinator, patient).getByRole("button", { name: `Take over: ${patient.name}` }),
  ).toBeVisible()

  // A second cry on the same day is a second task, and no second answer.
  await simulator.text(patient.phone, "my chest hurts, chest pain again")
  await expect(taskOf(coordinator, patient)).toHaveCount(2)
  await expect(phone.getByText("call 112 now")).toHaveCount(1)

  await taskOf(coordinator, patient)
    .filter({ hasText: WORDS })
    .getByRole("button", { name: `Note: ${patient.name}` })
    .click()
  await coordinator.getByLabel("Note", { exact: true }).fill("Called, no answer yet")
  await coordinator.getByRole("button", { name: "Add note" }).click()
  await expect(taskOf(clinician, patient).filter({ hasText: WORDS })).toContainText(
    "Called, no answer yet",
  )

  for (const left of [1, 0]) {
    await taskOf(clinician, patient)
      .last()
      .getByRole("button", { name: `Close: ${patient.name}` })
      .click()
    const dialog = clinician.getByRole("dialog")
    await dialog.getByRole("button", { name: "Close task" }).click()
    await expect(dialog.getByText("Say what was done")).toBeVisible()
    await dialog.getByLabel("What was done?").fill(DONE)
    await dialog.getByRole("button", { name: "Close task" }).click()
    for (const page of [clinician, coordinator]) {
      await expect(taskOf(page, patient)).toHaveCount(left)
    }
  }

  const { rows } = await database.query(
    `SELECT t.state, t.outcome, t.level, t.note LIKE '%ambulance%' AS said FROM tasks t
     WHERE t.patient_id = $1 AND t.kind = 'safety'`,
    [patient.id],
  )
  const closed = { state: "closed", outcome: "handled", level: "emergency", said: true }
  expect(rows).toEqual([closed, closed])
  for (const page of [clinician, coordinator]) {
    expect(await page.evaluate(() => "stayed" in window)).toBe(true)
  }
})

test("whoever is second is told who has it", async ({ open, database, simulator, guard }) => {
  guard.allowed.push(/api\/live/)
  const patient = await findPatient(database)
  const coordinator = await open("coordinator")
  const clinician = await open("clinician")
  // Neither hears of what the other does.
  for (const page of [clinician, coordinator]) await page.route("**/api/live", (it) => it.abort())
  await simulator.text(patient.phone, "overdose")
  const isOpen = () =>
    database.query("SELECT 1 FROM tasks WHERE patient_id = $1 AND state = 'open'", [patient.id])
  await expect.poll(async () => (await isOpen()).rowCount).toBe(1)
  for (const page of [clinician, coordinator]) {
    await page.goto("/today")
    await expect(taskOf(page, patient)).toBeVisible()
  }
  const take = (page: Page) =>
    taskOf(page, patient).getByRole("button", { name: `I take care of it: ${patient.name}` })
  await take(coordinator).click()
  await expect(taskOf(coordinator, patient)).toContainText("takes care of it")
  await take(clinician).click()
  await expect(noticesOn(clinician)).toContainText("has this already. Nothing was changed.")
  await expect(taskOf(clinician, patient)).toContainText("takes care of it")
  await database.query(
    "UPDATE tasks SET state = 'closed', closed_at = now() WHERE patient_id = $1",
    [patient.id],
  )
})
