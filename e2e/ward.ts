import type { Database } from "./database"
import type { Simulator } from "./simulator"

export type WardPatient = { patientId: string; phone: string; doseId: string }

/** Who of the 200 cannot be texted, and why; the numbers are those of the list. */
export const NOT_TEXTED = { optedOut: 20, withoutConsent: 15, withoutPhone: 10, disabled: 5 }
const SIZE = 200

/**
 * 200 patients of one last name, at BioT and at the portal, each with a dose that came due ten
 * minutes ago and that nobody has asked about; the last 50 cannot be texted.
 */
export async function openWard(
  database: Database,
  simulator: Simulator,
  organization: string,
  lastName: string,
): Promise<WardPatient[]> {
  const { rows } = await database.query(
    `WITH home AS (SELECT id, time_zone FROM organizations WHERE name = $1),
     people AS (
       INSERT INTO patients (organization_id, id, first_name, last_name, phone, locale, is_enabled)
       SELECT home.id, gen_random_uuid(), 'Ward ' || lpad(n::text, 3, '0'), $2,
              CASE WHEN n BETWEEN 186 AND 195 THEN NULL ELSE '+1202556' || lpad(n::text, 4, '0') END,
              'en-us', n <= 195
         FROM home, generate_series(1, $3::int) n
       RETURNING organization_id, id, first_name, phone, is_enabled),
     agreed AS (
       INSERT INTO consents (organization_id, id, patient_id, kind, means, wording, at)
       SELECT organization_id, gen_random_uuid(), id, 'given', 'paper', 'I agree to texts.', now()
         FROM people WHERE right(first_name, 3)::int NOT BETWEEN 171 AND 185),
     silent AS (
       INSERT INTO opt_outs (organization_id, phone, is_opted_out, changed_at)
       SELECT organization_id, phone, true, now() FROM people
        WHERE right(first_name, 3)::int BETWEEN 151 AND 170
       ON CONFLICT DO NOTHING),
     courses AS (
       INSERT INTO regimens (organization_id, id, patient_id, medication, dose_text)
       SELECT organization_id, gen_random_uuid(), id, 'Metformin', '500 mg' FROM people
       RETURNING organization_id, id, patient_id),
     versions AS (
       INSERT INTO regimen_versions (organization_id, id, regimen_id, start_date, end_date, time_zone,
         slots, recurrence, is_reminding)
       SELECT c.organization_id, gen_random_uuid(), c.id, current_date - 1, current_date,
              home.time_zone, '[{"localTime": "08:00", "label": ""}]', '{"kind": "daily"}', false
         FROM courses c, home),
     due AS (
       INSERT INTO doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
         due_at, opens_at, on_time_until, closes_at)
       SELECT c.organization_id, gen_random_uuid(), c.patient_id, c.id, current_date, '08:00',
              home.time_zone, now() - interval '10 minutes', now() - interval '70 minutes',
              now() + interval '110 minutes', now() + interval '350 minutes'
         FROM courses c, home
       RETURNING id, patient_id)
     SELECT p.id AS "patientId", p.organization_id AS home, p.first_name AS "firstName", p.phone,
            p.is_enabled AS "isEnabled", d.id AS "doseId"
       FROM people p JOIN due d ON d.patient_id = p.id ORDER BY p.first_name`,
    [organization, lastName, SIZE],
  )
  for (const { patientId, home, firstName, phone, isEnabled } of rows) {
    await simulator.upsert("patient", {
      _id: patientId,
      _name: { firstName, lastName },
      _phone: phone,
      _locale: "en-us",
      _enabled: isEnabled ? "ENABLED" : "DISABLED",
      _ownerOrganization: { id: home },
    })
  }
  return rows
}

/** Their reminders and doses are put back in time, as if `minutes` had passed. */
export async function letTimePass(database: Database, patientIds: string[], minutes: number) {
  const ago = `interval '${minutes} minutes'`
  await database.query(
    `UPDATE doses SET due_at = due_at - ${ago}, opens_at = opens_at - ${ago},
            on_time_until = on_time_until - ${ago}, closes_at = closes_at - ${ago}
      WHERE patient_id = ANY($1)`,
    [patientIds],
  )
  await database.query(
    `UPDATE messages SET created_at = created_at - ${ago}, claimed_at = claimed_at - ${ago},
            sent_at = sent_at - ${ago} WHERE patient_id = ANY($1)`,
    [patientIds],
  )
}

/** The window of a dose ends now; what was said about it until now was within it. */
export async function closeWindow(database: Database, { doseId }: WardPatient) {
  await database.query(
    "UPDATE doses SET on_time_until = least(on_time_until, now()), closes_at = now() WHERE id = $1",
    [doseId],
  )
}

/** A dose before the ward's, asked about and never answered. */
export async function addSilentDose(database: Database, { patientId, doseId }: WardPatient) {
  await database.query(
    `WITH before AS (
       INSERT INTO doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
         due_at, opens_at, on_time_until, closes_at, state, reminded)
       SELECT organization_id, gen_random_uuid(), patient_id, regimen_id, local_date - 1, slot,
              time_zone, due_at - interval '24 hours', opens_at - interval '24 hours',
              on_time_until - interval '24 hours', closes_at - interval '24 hours',
              'no_response', true
         FROM doses WHERE id = $2 AND patient_id = $1
       RETURNING organization_id, id, due_at)
     INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, recorded_at)
     SELECT organization_id, gen_random_uuid(), id, 'reminded', 'system', due_at, due_at FROM before`,
    [patientId, doseId],
  )
}

/** They leave BioT and the portal's lists, so that later tests meet the clinic as it was. */
export async function closeWard(database: Database, simulator: Simulator, ward: WardPatient[]) {
  const ids = ward.map(({ patientId }) => patientId)
  await database.query(
    "UPDATE patients SET deleted_at = now(), is_enabled = false WHERE id = ANY($1)",
    [ids],
  )
  await database.query(
    "UPDATE tasks SET state = 'closed', closed_at = now() WHERE patient_id = ANY($1)",
    [ids],
  )
  for (const id of ids) await simulator.remove(id)
}
