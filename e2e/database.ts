import pg from "pg"

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
      AND m.requested_by IS NOT NULL)
  GROUP BY p.id, p.first_name, p.last_name, p.phone
  ORDER BY p.id LIMIT 1`

/**
 * A patient who can answer, with doses that may be reported on time now and were not asked about.
 * Who was texted by one test is no candidate for the next.
 */
export async function findCandidate(database: Database, organization: string): Promise<Candidate> {
  const { rows } = await database.query(CANDIDATES, [organization])
  if (!rows[0]) throw new Error("The seed holds no patient left with a dose to ask about now.")
  return rows[0]
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
