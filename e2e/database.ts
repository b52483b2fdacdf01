import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"

const SECOND_MS = 1000
const LONGEST_WORK_ROUNDS = 30

export type Database = pg.Pool
export type Candidate = {
  patientId: string
  firstName: string
  lastName: string
  phone: string
  doseIds: string[]
}

export const openDatabase = (address: string): Database =>
  new pg.Pool({ connectionString: address, max: 2 })
export const closeDatabase = (database: Database) => database.end()

/**
 * The tests run at any hour, and nobody sleeps behind the simulator's phones. Nothing goes out by
 * itself, so that every text is one that a test sent; see `sendBySchedule`.
 */
export async function sendAtAnyHour(database: Database): Promise<void> {
  await database.query(
    `UPDATE organizations
        SET settings = settings || '{"quietHours": {"from": "00:00", "to": "00:00"},
              "schedule": {"isOn": false, "nudgeAfterMinutes": 45}}'`,
  )
}

/** Switches an organization's schedule on or off; whoever switches it on switches it off again. */
export async function sendBySchedule(database: Database, organization: string, isOn: boolean) {
  await database.query(
    `UPDATE organizations SET settings = jsonb_set(settings, '{schedule,isOn}', to_jsonb($2::boolean))
      WHERE name = $1`,
    [organization, isOn],
  )
}

const CANDIDATES = `
  SELECT p.id AS "patientId", p.first_name AS "firstName", p.last_name AS "lastName", p.phone,
    array_agg(d.id::text ORDER BY d.due_at, d.id) AS "doseIds"
  FROM patients p
  JOIN organizations o ON o.id = p.organization_id AND o.name = $1
  JOIN doses d ON d.patient_id = p.id AND d.state = 'scheduled'
    AND d.opens_at <= now() AND d.on_time_until > now() + interval '10 minutes'
  WHERE p.is_enabled AND p.deleted_at IS NULL AND p.first_name IS NOT NULL AND p.phone ~ '^[+](1202|972|49)'
    AND (SELECT count(*) FROM patients q WHERE q.phone = p.phone) = 1
    AND NOT EXISTS (SELECT 1 FROM opt_outs x WHERE x.phone = p.phone AND x.is_opted_out)
    AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.patient_id = p.id
      AND m.idempotency_key NOT LIKE 'seed:%')
    AND NOT EXISTS (SELECT 1 FROM regimen_versions v WHERE v.regimen_id = d.regimen_id
      AND v.is_reminding)
  GROUP BY p.id, p.first_name, p.last_name, p.phone
  ORDER BY p.id LIMIT 1`

/**
 * A patient who can answer, with doses that may be reported on time now and were not asked about.
 * Whom the schedule reminds is none, nor who was texted by another test.
 */
export async function findCandidate(database: Database, organization: string): Promise<Candidate> {
  const { rows } = await database.query(CANDIDATES, [organization])
  if (!rows[0]) throw new Error("The seed holds no patient left with a dose to ask about now.")
  return rows[0]
}

/** A patient who may be texted and whose doses the schedule asks about, so no candidate of another test. */
export async function findTextable(database: Database, organization: string) {
  const { rows } = await database.query(
    `SELECT p.id AS "patientId", p.phone FROM patients p
       JOIN organizations o ON o.id = p.organization_id AND o.name = $1
      WHERE p.is_enabled AND p.deleted_at IS NULL AND p.first_name IS NOT NULL
        AND p.phone LIKE '+1202%' AND (SELECT count(*) FROM patients q WHERE q.phone = p.phone) = 1
        AND NOT EXISTS (SELECT 1 FROM opt_outs x WHERE x.phone = p.phone AND x.is_opted_out)
        AND EXISTS (SELECT 1 FROM regimens r JOIN regimen_versions v ON v.regimen_id = r.id
          WHERE r.patient_id = p.id AND v.is_reminding)
      ORDER BY p.id DESC LIMIT 1`,
    [organization],
  )
  if (!rows[0]) throw new Error("The seed holds nobody whom the schedule reminds.")
  return rows[0] as Pick<Candidate, "patientId" | "phone">
}

/** Somebody who opted out long ago: no reminder of theirs can be answered any more. */
export async function findUnreminded(database: Database, organization: string) {
  const { rows } = await database.query(
    `SELECT p.id AS "patientId", p.first_name AS "firstName", p.last_name AS "lastName", p.phone
     FROM patients p JOIN organizations o ON o.id = p.organization_id AND o.name = $1
     WHERE p.is_enabled AND p.first_name IS NOT NULL AND p.phone LIKE '+1202%'
       AND (SELECT count(*) FROM patients q WHERE q.phone = p.phone) = 1
       AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.patient_id = p.id
         AND m.created_at > now() - interval '3 days')
     ORDER BY p.id LIMIT 1`,
    [organization],
  )
  if (!rows[0]) throw new Error("The seed holds no patient without recent reminders.")
  return rows[0] as Omit<Candidate, "doseIds">
}

/** Sends no faster while `work` goes on, so that it can be stopped midway; then as before. */
export async function atPace<T>(database: Database, perSecond: number, work: () => Promise<T>) {
  const { rows } = await database.query("SELECT per_second FROM send_pace")
  const set = (n: number) => database.query("UPDATE send_pace SET per_second = $1", [n])
  await set(perSecond)
  return work().finally(() => set(rows[0].per_second))
}

/** Has the worker do now what it would do within the minute, until `holds`; throws if it never does. */
export async function untilWorked(
  database: Database,
  tasks: readonly string[],
  holds: () => Promise<boolean>,
): Promise<void> {
  for (let round = 0; round < LONGEST_WORK_ROUNDS; round += 1) {
    for (const task of tasks) {
      await database.query("SELECT graphile_worker.add_job($1, job_key => $1)", [task])
    }
    await sleep(SECOND_MS)
    if (await holds()) return
  }
  throw new Error(`The worker did ${tasks.join(", ")} over and over, and nothing came of it.`)
}
