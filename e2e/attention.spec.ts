import type { Page } from "@playwright/test"
import { type Database, untilWorked } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"

/** How the worker follows changed rules. */
const TASKS = ["follow-attention"]
const WORDS = "1 dose in a row without a reported take"

type Missed = { patientId: string; doseId: string }

/** Somebody of whom nothing was missed, with one dose since that nobody answered. */
async function missOneDose(database: Database): Promise<Missed> {
  const { rows } = await database.query(
    `INSERT INTO doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
       due_at, opens_at, on_time_until, closes_at, state, reminded)
     SELECT r.organization_id, gen_random_uuid(), r.patient_id, r.id,
            (now() AT TIME ZONE o.time_zone)::date, '03:33', o.time_zone,
            now() - interval '2 hours', now() - interval '3 hours', now() - interval '90 minutes',
            now() - interval '1 minute', 'no_response', true
       FROM patient_summaries s
       JOIN patients p ON p.id = s.patient_id AND p.deleted_at IS NULL AND p.is_enabled
       JOIN organizations o ON o.id = s.organization_id AND o.name = $1
       JOIN LATERAL (SELECT * FROM regimens WHERE patient_id = p.id ORDER BY id LIMIT 1) r ON true
      WHERE s.need = 0 AND s.current_gap = 0 AND s.expected_30 >= 20
        AND p.first_name IS NOT NULL
      ORDER BY p.id LIMIT 1
     RETURNING patient_id AS "patientId", id AS "doseId"`,
    [LAKESIDE],
  )
  if (!rows[0]) throw new Error("The seed holds nobody who missed nothing.")
  return rows[0]
}

/** Has the worker assess everybody of the organization anew, and waits until it has. */
async function renewAll(database: Database, patientId: string) {
  const { rows } = await database.query(
    `UPDATE organizations SET settings = jsonb_set(settings, '{attention,changedAt}',
       to_jsonb(floor(extract(epoch FROM now()) * 1000))) WHERE name = $1 RETURNING now() AS at`,
    [LAKESIDE],
  )
  const isRenewed = () =>
    database.query("SELECT 1 FROM patient_summaries WHERE patient_id = $1 AND updated_at >= $2", [
      ...[patientId, rows[0].at],
    ])
  await untilWorked(database, TASKS, async () => (await isRenewed()).rowCount === 1)
}

async function listed(page: Page): Promise<number> {
  const heading = page.getByRole("heading", { name: /^Patients who need attention/ })
  await expect(heading).toBeVisible()
  return Number((await heading.textContent())?.match(/\d+$/)?.[0] ?? 0)
}

test("an admin's numbers decide who is listed, and what is dealt with rests", async ({
  open,
  database,
}) => {
  test.setTimeout(6 * 60_000)
  const { patientId, doseId } = await missOneDose(database)
  const admin = await open("admin", { organization: LAKESIDE })
  const clinician = await open("clinician", { organization: LAKESIDE })
  try {
    await clinician.goto("/today")
    const before = await listed(clinician)

    await admin.goto("/settings/attention")
    const gap = admin.getByRole("region", { name: "Gap", exact: true })
    await gap.getByLabel("Doses in a row").fill("1")
    await expect(gap).toContainText("1 dose or more in a row")
    await admin.getByRole("button", { name: "Show what would change" }).click()
    await expect(admin.getByText(/listed now; with these numbers \d+ would be/)).toBeVisible()
    await admin.getByRole("button", { name: "Save settings" }).click()
    await expect(admin.getByText("Settings saved", { exact: true })).toBeVisible()
    // Nobody reloads: the worker renews, and the page hears of it.
    await untilWorked(database, TASKS, async () => (await listed(clinician)) > before)

    const isOpen = () =>
      database.query(
        `SELECT 1 FROM attention_items
          WHERE patient_id = $1 AND rule = 'gap' AND $2 = ANY (dose_ids) AND closed_at IS NULL`,
        [patientId, doseId],
      )
    await untilWorked(database, TASKS, async () => (await isOpen()).rowCount === 1)
    await clinician.goto(`/patients/${patientId}`)
    const notes = clinician.getByRole("region", { name: "Needs attention" })
    const reason = notes.getByRole("link", { name: WORDS })
    await expect(reason).toHaveAttribute("href", /from=\d{4}-\d\d-\d\d&to=.*&marked=gap$/)

    await notes.getByRole("button", { name: /^Dealt with: / }).click()
    const dialog = clinician.getByRole("dialog", { name: /^Dealt with: / })
    await dialog.getByRole("button", { name: "Set aside" }).click()
    await expect(dialog.getByText(/^Say what was done/)).toBeVisible()
    await dialog.getByLabel("What was done?").fill("Called: she was on a flight")
    await dialog.getByRole("button", { name: "Set aside" }).click()
    await expect(dialog).toBeHidden()
    const rests = clinician.getByRole("region", { name: "Dealt with" })
    await expect(rests).toContainText("Called: she was on a flight")
    await expect(notes).toBeHidden()

    await rests.getByRole("button", { name: "Undo" }).click()
    await expect(reason).toBeVisible()
    await expect(rests).toBeHidden()

    await notes.getByRole("button", { name: /^Dealt with: / }).click()
    await dialog.getByLabel("What was done?").fill("Called: she was on a flight")
    await dialog.getByRole("button", { name: "Set aside" }).click()
    await expect(notes).toBeHidden()
    await renewAll(database, patientId)
    await clinician.reload()
    await expect(rests).toBeVisible()
    await expect(notes).toBeHidden()
  } finally {
    await database.query("UPDATE organizations SET settings = settings - 'attention'")
    await database.query("DELETE FROM doses WHERE id = $1", [doseId])
  }
})
