import { randomUUID } from "node:crypto"
import type { Database } from "./database"
import { required } from "./fixtures"
import { pluginCall, postCall } from "./plugin-call"
import type { Simulator } from "./simulator"

const LAKESIDE_ID = "0a51de00-0000-4000-8000-000000000001"
export const ADVERTISEMENT = "Win a prize now"
type Patient = { id: string; phone: string }
type At = { database: Database; simulator: Simulator }

/**
 * Takes what waits in Lakeside's queue out of it for a while, for other tests need it as it is.
 * Returns how to put it back.
 */
export async function parkWaiting(database: Database): Promise<() => Promise<void>> {
  const { rows: replies } = await database.query(
    `SELECT id, state FROM replies WHERE organization_id = $1
      AND state IN ('review', 'unmatched', 'quarantined', 'failed')`,
    [LAKESIDE_ID],
  )
  const { rows: sends } = await database.query(
    `SELECT id, created_at::text AS at FROM messages WHERE organization_id = $1
      AND state IN ('failed', 'unknown') AND created_at > now() - interval '7 days'`,
    [LAKESIDE_ID],
  )
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
  await database.query("UPDATE replies SET state = 'noted' WHERE id = ANY($1)", [ids(replies)])
  await database.query(
    "UPDATE messages SET created_at = created_at - interval '8 days' WHERE id = ANY($1)",
    [ids(sends)],
  )
  return async () => {
    for (const { id, state } of replies) {
      await database.query("UPDATE replies SET state = $2 WHERE id = $1", [id, state])
    }
    for (const { id, at } of sends) {
      await database.query("UPDATE messages SET created_at = $2::timestamptz WHERE id = $1", [
        ...[id, at],
      ])
    }
  }
}

/** Makes forty exceptions of every kind; returns the ids of the replies and of the messages. */
export async function makeForty(at: At): Promise<{ replyIds: string[]; messageIds: string[] }> {
  const silent = await silentPatients(at.database)
  const replyIds: string[] = []
  const of = (n: number) => silent[n % silent.length] as Patient
  const stranger = { id: "", phone: "+12025550187" }
  for (let n = 0; n < 8; n++) replyIds.push(await text(at, stranger, ADVERTISEMENT))
  for (let n = 0; n < 6; n++) {
    replyIds.push(await text(at, of(n), `should I take it with food? ${n}`))
    replyIds.push(await text(at, of(n), "taken"))
    replyIds.push(await text(at, of(n), `I feel so so today ${n}`))
  }
  for (let n = 0; n < 2; n++) replyIds.push(await text(at, of(n), "I have chest pain"))
  const stored = [
    ...(["failed", "failed", "failed"] as const).map((state) => [state, "interpretation_failed"]),
    ...(["quarantined", "quarantined"] as const).map((state) => [state, "other_patients_message"]),
    ...["contradiction", "contradiction", "contradiction"].map((reason) => ["review", reason]),
    ...["late_reply", "late_reply"].map((reason) => ["review", reason]),
  ]
  for (const [n, [state = "", reason = ""]] of stored.entries()) {
    replyIds.push(await store(at.database, of(n), { state, reason, minutesAgo: 1 + n * 40 }))
  }
  const messageIds = [await send(at.database, "failed"), await send(at.database, "unknown")]
  return { replyIds, messageIds }
}

/** One reply that asks something, told by nobody else. */
export async function makeQuestion(at: At): Promise<{ id: string; body: string }> {
  const [patient] = await silentPatients(at.database)
  const body = `may I take it at night? ${randomUUID().slice(0, 4)}`
  return { id: await text(at, patient as Patient, body), body }
}

/** Whom nobody reminded lately, with doses that a reply may be linked to. */
async function silentPatients(database: Database): Promise<Patient[]> {
  const { rows } = await database.query<Patient>(
    `SELECT p.id, p.phone FROM patients p
      WHERE p.organization_id = $1 AND p.is_enabled AND p.deleted_at IS NULL
        AND p.first_name IS NOT NULL AND p.phone LIKE '+1202%'
        AND (SELECT count(*) FROM patients q WHERE q.phone = p.phone) = 1
        AND EXISTS (SELECT 1 FROM doses d WHERE d.patient_id = p.id AND d.state <> 'cancelled'
          AND d.due_at BETWEEN now() - interval '5 days' AND now())
        AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.patient_id = p.id
          AND m.created_at > now() - interval '3 days')
      ORDER BY p.id LIMIT 6`,
    [LAKESIDE_ID],
  )
  if (rows.length === 0) throw new Error("The seed holds no patient without recent reminders.")
  return rows
}

/** The trace of a call as the portal keeps it: the digits alone. */
const traceOf = ({ metadata }: ReturnType<typeof pluginCall>) => metadata.traceId.split("-")[1]

/** BioT tells of a text; returns the id of the reply that it became. */
async function text({ database, simulator }: At, from: Patient, body: string): Promise<string> {
  const call = pluginCall({
    ...{ organizationId: LAKESIDE_ID, from: from.phone, body },
    ...(from.id ? { senderId: from.id } : {}),
  })
  const address = `${required("E2E_BASE_URL")}/api/biot/incoming-sms/${required("PLUGIN_SECRET")}`
  const answer = await postCall(address, JSON.stringify({ ...call, jwt: await simulator.token() }))
  if (answer.status !== 200) throw new Error(`The plugin endpoint answered ${answer.status}.`)
  const { rows } = await database.query("SELECT id FROM replies WHERE trace_id = $1", [
    traceOf(call),
  ])
  return rows[0].id
}

type Stored = { state: string; reason: string; minutesAgo: number }

/** A reply as the pipeline would have left it. */
async function store(database: Database, of: Patient, stored: Stored): Promise<string> {
  const { state, reason, minutesAgo } = stored
  const id = randomUUID()
  const call = pluginCall({
    ...{ organizationId: LAKESIDE_ID, senderId: of.id, from: of.phone, body: "no" },
  })
  await database.query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, received_at, event_at, state,
       reason, body, from_phone, patient_id, sender_kind, sender_id, trace_id)
     VALUES ($1, $2::uuid, $2::uuid::text, $3, now() - make_interval(mins => $4),
       now() - make_interval(mins => $4), $5, $6, 'no', $7, $8::uuid, 'patient', $8::uuid::text, $9)`,
    [
      ...[LAKESIDE_ID, id, JSON.stringify(call), minutesAgo, state, reason, of.phone, of.id],
      traceOf(call),
    ],
  )
  return id
}

/** A text that did not go out, or of which nobody knows, to somebody who may be texted. */
async function send(database: Database, state: "failed" | "unknown"): Promise<string> {
  const id = randomUUID()
  const { rows } = await database.query(
    `INSERT INTO messages (organization_id, id, patient_id, kind, phone, body, parts, state, reason,
       idempotency_key, priority, attempts, not_before, expires_at, created_at, trace_id)
     SELECT p.organization_id, $2::uuid, p.id, 'manual', p.phone, 'Please call us.', 1, $3, $4,
       'seed:session:' || $2, 10, 1, now(), now() + interval '1 hour', now(), 'e2e'
     FROM patients p
     WHERE p.organization_id = $1 AND p.is_enabled AND p.deleted_at IS NULL
       AND p.first_name IS NOT NULL AND p.phone LIKE '+1202%'
       AND (SELECT count(*) FROM patients q WHERE q.phone = p.phone) = 1
       AND NOT EXISTS (SELECT 1 FROM opt_outs x WHERE x.phone = p.phone AND x.is_opted_out)
       AND NOT EXISTS (SELECT 1 FROM doses d WHERE d.patient_id = p.id AND d.state = 'scheduled'
         AND d.opens_at <= now() AND d.on_time_until > now())
     ORDER BY (SELECT count(*) FROM messages m WHERE m.patient_id = p.id
       AND m.created_at > now() - interval '1 day'), p.id
     LIMIT 1 RETURNING id`,
    [LAKESIDE_ID, id, state, state === "failed" ? "ACCESS_DENIED" : "TIMEOUT"],
  )
  if (rows.length === 0) throw new Error("The seed holds no patient who may be texted.")
  return id
}
