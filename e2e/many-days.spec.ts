import type { Page } from "@playwright/test"
import type { Database } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"
import type { Simulator } from "./simulator"

type Stay = { patientId: string; doseIds: string[] }

const LAST_NAME = "Ten Days"
/** Of the ten days up to yesterday, those of which nothing came back. */
const SILENT = [3, 4, 5]

/** Somebody with ten days of one dose, of which three in a row are unanswered; oldest first. */
async function openStay(database: Database, simulator: Simulator): Promise<Stay> {
  const { rows } = await database.query(
    `WITH home AS (SELECT id, time_zone FROM organizations WHERE name = $1),
     person AS (
       INSERT INTO patients (organization_id, id, first_name, last_name, phone, locale, is_enabled)
       SELECT id, gen_random_uuid(), 'Ward', $2, '+12025570001', 'en-us', true FROM home
       RETURNING organization_id, id),
     course AS (
       INSERT INTO regimens (organization_id, id, patient_id, medication, dose_text)
       SELECT organization_id, gen_random_uuid(), id, 'Metformin', '500 mg' FROM person
       RETURNING organization_id, id, patient_id),
     version AS (
       INSERT INTO regimen_versions (organization_id, id, regimen_id, start_date, end_date, time_zone,
         slots, recurrence, is_reminding)
       SELECT c.organization_id, gen_random_uuid(), c.id, current_date - 11, current_date - 1,
              home.time_zone, '[{"localTime": "08:00", "label": ""}]', '{"kind": "daily"}', false
         FROM course c, home),
     due AS (
       INSERT INTO doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
         due_at, opens_at, on_time_until, closes_at, state, taken_at, reminded, replied)
       SELECT c.organization_id, gen_random_uuid(), c.patient_id, c.id, on_day::date, '08:00',
              home.time_zone, at, at - interval '1 hour', at + interval '2 hours',
              at + interval '6 hours',
              CASE WHEN n = ANY($3) THEN 'no_response' ELSE 'taken_on_time' END,
              CASE WHEN n = ANY($3) THEN NULL ELSE at + interval '1 minute' END, true,
              NOT n = ANY($3)
         FROM course c, home, generate_series(1, 10) n,
              LATERAL (SELECT current_date - n AS on_day) d,
              LATERAL (SELECT (d.on_day + time '08:00') AT TIME ZONE home.time_zone AS at) t
       RETURNING organization_id, id, patient_id, due_at, state),
     asked AS (
       INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, recorded_at)
       SELECT organization_id, gen_random_uuid(), id, 'reminded', 'system', due_at, due_at FROM due),
     said AS (
       INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, recorded_at)
       SELECT organization_id, gen_random_uuid(), id, 'taken', 'patient',
              due_at + interval '1 minute', due_at + interval '1 minute'
         FROM due WHERE state = 'taken_on_time')
     SELECT p.id AS "patientId", p.organization_id AS home,
            array_agg(d.id::text ORDER BY d.due_at) AS "doseIds"
       FROM person p JOIN due d ON d.patient_id = p.id GROUP BY p.id, p.organization_id`,
    [LAKESIDE, LAST_NAME, SILENT],
  )
  const { patientId, home, doseIds } = rows[0]
  await simulator.upsert("patient", {
    _id: patientId,
    _name: { firstName: "Ward", lastName: LAST_NAME },
    _phone: "+12025570001",
    _locale: "en-us",
    _enabled: "ENABLED",
    _ownerOrganization: { id: home },
  })
  return { patientId, doseIds }
}

async function closeStay(database: Database, simulator: Simulator, { patientId }: Stay) {
  await database.query("UPDATE patients SET deleted_at = now(), is_enabled = false WHERE id = $1", [
    patientId,
  ])
  await simulator.remove(patientId)
}

/** Goes on by Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp) {
  for (let step = 0; step < 25; step += 1) {
    const focused = page.locator(":focus")
    const isThere = await focused.evaluate(
      (element, [source, flags]) => {
        const label = (element as HTMLInputElement).labels?.[0]?.textContent
        const said = element.getAttribute("aria-label") ?? label ?? element.textContent ?? ""
        return new RegExp(source ?? "", flags).test(said.trim())
      },
      [name.source, name.flags],
    )
    if (isThere) return
    await page.keyboard.press("Tab")
  }
  throw new Error(`Nothing called ${name} was reached by Tab.`)
}

test("three days in hospital are excused by keyboard, lower no rate, and come back", async ({
  open,
  simulator,
  database,
}) => {
  test.slow()
  const stay = await openStay(database, simulator)
  // Ten days, oldest first: the silent ones are the third to fifth from the end.
  const silent = SILENT.map((ago) => stay.doseIds[stay.doseIds.length - ago] ?? "").reverse()
  const [first = "", second = "", last = ""] = silent
  try {
    const page = await open("clinician")
    await page.goto(`/patients/${stay.patientId}`)
    await expect(page.getByText("Live", { exact: true })).toBeVisible()
    const cell = (doseId: string) => page.locator(`[data-dose="${doseId}"]`)
    const main = page.getByRole("main")
    await expect(cell(first)).toHaveAccessibleName(/Metformin: no reply/)
    await expect(main.getByText(/7 of 10/).first()).toBeVisible()

    await cell(first).focus()
    await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.press("Shift+ArrowRight")
    await expect(cell(last)).toBeFocused()
    const bar = page.getByRole("region", { name: "Selected doses" })
    await expect(bar).toContainText("3 doses selected")
    for (const each of silent) await expect(cell(each)).toHaveAttribute("aria-pressed", "true")

    await tabTo(page, /^Excuse$/)
    await page.keyboard.press("Enter")
    const dialog = page.getByRole("dialog", { name: "Excuse 3 doses?" })
    await expect(dialog.getByRole("region", { name: "What changes" })).toContainText(
      "3 doses: no reply → excused",
    )
    await tabTo(page, /^Reason/)
    await page.keyboard.press("Enter")
    await expect(dialog.getByText("Say why, in a few words.")).toBeVisible()
    await page.keyboard.type("In hospital from Monday")
    await page.keyboard.press("Enter")
    await expect(dialog).toBeHidden()
    await expect(page.getByText("Correction of 3 doses saved", { exact: true })).toBeVisible()
    for (const each of silent) await expect(cell(each)).toHaveAccessibleName(/: excused/)
    // Seven taken of the seven that are left: the rate rose from 70 to 100 %.
    await expect(main.getByText(/7 of 7/).first()).toBeVisible()

    await page.getByRole("button", { name: "Undo", exact: true }).focus()
    await page.keyboard.press("Enter")
    await expect(page.getByText("3 doses as before", { exact: true })).toBeVisible()
    for (const each of silent) await expect(cell(each)).toHaveAccessibleName(/: no reply/)
    await expect(main.getByText(/7 of 10/).first()).toBeVisible()

    // Nothing of it left the history, and the next dose is one key away.
    await cell(first).focus()
    await page.keyboard.press("Enter")
    const evidence = page.getByRole("dialog").first()
    await expect(evidence).toContainText("Excused (taken back)")
    await expect(evidence).toContainText("In hospital from Monday")
    await expect(evidence).toContainText("3 doses in one step")
    await page.keyboard.press("j")
    await expect(cell(second)).toHaveAttribute("aria-current", "true")

    const { rows } = await database.query(
      `SELECT verb, count(*)::int AS n FROM audit WHERE patient_id = $1 AND verb LIKE 'dose.%'
        GROUP BY verb ORDER BY verb`,
      [stay.patientId],
    )
    expect(rows).toEqual([
      { verb: "dose.excused", n: 3 },
      { verb: "dose.voided", n: 3 },
    ])
  } finally {
    await closeStay(database, simulator, stay)
  }
})
