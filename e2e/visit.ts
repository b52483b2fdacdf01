import type { Database } from "./database"
import { LAKESIDE } from "./fixtures"
import type { Simulator } from "./simulator"

export type Visit = { patientId: string; silentId: string }

const PERSON = { first: "Vera", last: "Visit", phone: "+12025570077" }

/**
 * Somebody with 120 days of two doses up to yesterday, whose dose was raised 45 days ago. Every fifth
 * evening nothing came back, and once the morning after neither: of the last 90 days 160 of 178 are
 * reported taken, of those before 55 of 62. Evening answers come 100 minutes late, and each window
 * closes before midnight, so that yesterday counts at any hour of today.
 */
export async function openVisit(database: Database, simulator: Simulator): Promise<Visit> {
  const { rows } = await database.query(
    `WITH home AS (SELECT id, time_zone, (now() AT TIME ZONE time_zone)::date AS today
                     FROM organizations WHERE name = $1),
     person AS (
       INSERT INTO patients (organization_id, id, first_name, last_name, phone, locale, is_enabled)
       SELECT id, gen_random_uuid(), $2, $3, $4, 'en-us', true FROM home
       RETURNING organization_id, id),
     course AS (
       INSERT INTO regimens (organization_id, id, patient_id, medication, dose_text)
       SELECT organization_id, gen_random_uuid(), id, 'Metformin', '500 mg' FROM person
       RETURNING organization_id, id, patient_id),
     version AS (
       INSERT INTO regimen_versions (organization_id, id, regimen_id, start_date, end_date, time_zone,
         dose_text, slots, recurrence, is_reminding, created_at)
       SELECT c.organization_id, gen_random_uuid(), c.id, today - v.from_ago, today - v.to_ago,
              home.time_zone, v.dose, '[{"localTime": "08:00", "label": ""},
              {"localTime": "20:00", "label": ""}]', '{"kind": "daily"}', false,
              now() - v.from_ago * interval '1 day'
         FROM course c, home, (VALUES (120, 46, NULL), (45, 1, '850 mg')) v (from_ago, to_ago, dose)),
     due AS (
       INSERT INTO doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
         due_at, opens_at, on_time_until, closes_at, state, taken_at, reminded, replied)
       SELECT c.organization_id, gen_random_uuid(), c.patient_id, c.id, today - n, slot,
              home.time_zone, at, at - interval '1 hour', at + interval '2 hours',
              at + interval '3 hours', CASE WHEN silent THEN 'no_response' ELSE 'taken_on_time' END,
              CASE WHEN NOT silent THEN at + late END, true, NOT silent
         FROM course c, home, generate_series(1, 120) n,
              (VALUES ('08:00', interval '3 minutes'), ('20:00', interval '100 minutes')) s (slot, late),
              LATERAL (SELECT (today - n + slot::time) AT TIME ZONE home.time_zone AS at,
                (slot = '20:00' AND n % 5 = 0) OR (slot = '08:00' AND n = 9) AS silent) t
       RETURNING organization_id, id, patient_id, local_date, slot, due_at, state, taken_at),
     asked AS (
       INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, recorded_at)
       SELECT organization_id, gen_random_uuid(), id, 'reminded', 'system', due_at, due_at FROM due),
     said AS (
       INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, recorded_at)
       SELECT organization_id, gen_random_uuid(), id, 'taken', 'patient', taken_at, taken_at
         FROM due WHERE state = 'taken_on_time')
     SELECT d.patient_id AS "patientId", d.organization_id AS home, d.id AS "silentId"
       FROM due d, home WHERE d.local_date = home.today - 5 AND d.slot = '20:00'`,
    [LAKESIDE, PERSON.first, PERSON.last, PERSON.phone],
  )
  const { patientId, home, silentId } = rows[0]
  await simulator.upsert("patient", {
    _id: patientId,
    _name: { firstName: PERSON.first, lastName: PERSON.last },
    _phone: PERSON.phone,
    _locale: "en-us",
    _enabled: "ENABLED",
    _ownerOrganization: { id: home },
  })
  return { patientId, silentId }
}

export async function closeVisit(database: Database, simulator: Simulator, { patientId }: Visit) {
  await database.query("UPDATE patients SET deleted_at = now(), is_enabled = false WHERE id = $1", [
    patientId,
  ])
  await simulator.remove(patientId)
}
