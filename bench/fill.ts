import type pg from "pg"

/** So many patients' rows a statement, and so many statements at once. */
const CHUNK = 100
const LANES = 2

export type Filling = {
  /** Every patient's last name begins with it, and it is their medication. */
  name: string
  patients: number
  days: number
  /** A dose day comes so often: 7 is once a week. */
  everyDays?: number
  dosesADay: number
  /** Of the newest so many days the doses were asked about, each by a message of its own. */
  daysAsked: number
}

export type Filled = { seconds: number; rows: Record<string, number> }

/**
 * Puts a clinic's past in place, set by set: patients with a regimen and a dose at each slot of each
 * day up to yesterday, the newest ones asked about, four in five answered. Ids are of version 7 and
 * by time, as the product's are. Only for a throwaway database: a fill that is killed leaves the
 * indexes unusable.
 */
export async function fill(
  owner: pg.Pool,
  organizationId: string,
  fillings: readonly Filling[],
): Promise<Filled> {
  const startedAt = performance.now()
  const rows: Record<string, number> = {}
  const chunks = chunksOf(fillings)
  const lane = async (client: pg.PoolClient) => {
    for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
      add(rows, await fillChunk(client, organizationId, chunk))
    }
  }
  // Indexes are built at once at the end; how much that helps is not measured.
  await owner.query(LEAVE_INDEXES, [FILLED])
  const wake = await keepWorkerStill(owner)
  try {
    await Promise.all(Array.from({ length: LANES }, () => quickly(owner, lane)))
  } finally {
    await quickly(owner, async (client) => {
      for (const table of FILLED) {
        await client.query(END_SLOW_READS)
        await client.query(`reindex table ${table}`)
      }
      for (const table of FILLED) await client.query(`vacuum analyze ${table}`)
    })
    await wake()
  }
  return { seconds: (performance.now() - startedAt) / 1_000, rows }
}

/**
 * The product's worker looks for work several times a second, which without indexes takes half the
 * machine: it waits for these locks instead.
 */
async function keepWorkerStill(owner: pg.Pool): Promise<() => Promise<void>> {
  const client = await owner.connect()
  await client.query("begin")
  await client.query(END_SLOW_READS)
  await client.query("lock table send_pace, graphile_worker._private_jobs in exclusive mode")
  return async () => {
    await client.query("commit")
    client.release()
  }
}

type Chunk = Filling & { first: number; last: number }

/** Patients are numbered on, so that no two have the same phone. */
function chunksOf(fillings: readonly Filling[]): Chunk[] {
  const chunks: Chunk[] = []
  let before = 0
  for (const filling of fillings) {
    const end = before + filling.patients
    for (let first = before + 1; first <= end; first += CHUNK) {
      chunks.push({ ...filling, first, last: Math.min(end, first + CHUNK - 1) })
    }
    before = end
  }
  return chunks
}

/** The rows are consistent by construction: checking each would take most of the time. */
async function quickly(owner: pg.Pool, work: (client: pg.PoolClient) => Promise<void>) {
  const client = await owner.connect()
  try {
    await client.query("set session_replication_role = replica")
    await client.query("set synchronous_commit = off")
    await client.query("set maintenance_work_mem = '512MB'")
    await work(client)
  } finally {
    // Not given back to the pool, for its settings would be.
    client.release(true)
  }
}

/** What the product's worker began to read without an index would hold the index for minutes. */
const END_SLOW_READS = `select pg_cancel_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and state = 'active'
    and query_start < now() - interval '2 seconds'`

const LEAVE_INDEXES = `update pg_index set indisready = false, indisvalid = false
  where indrelid = any($1::text[]::regclass[]) and not indisprimary`

export const FILLED = [
  ...["patients", "regimens", "doses", "messages", "message_doses", "dose_events", "replies"],
] as const

async function fillChunk(
  client: pg.PoolClient,
  organizationId: string,
  { name, days, everyDays = 1, dosesADay, daysAsked, first, last }: Chunk,
): Promise<Record<string, number>> {
  const values = [organizationId, first, last, days, dosesADay, daysAsked, name, everyDays]
  const { rows } = await client.query<Record<string, number>>(FILL, values)
  return rows[0] ?? {}
}

function add(sum: Record<string, number>, more: Record<string, number>): void {
  for (const [table, n] of Object.entries(more)) sum[table] = (sum[table] ?? 0) + n
}

/**
 * By patient and then by time: every index grows at few places, which stay in memory. How much of
 * ten doses is taken goes from three to nine by the patient's number.
 */
const FILL = `
  with who as materialized (
    select n, uuidv7() as id, uuidv7() as regimen_id, '+1556' || lpad(n::text, 7, '0') as phone
      from generate_series($2::int, $3::int) n),
  due as materialized (
    select w.id as patient_id, w.regimen_id, w.phone, d.due_at, d.nth, uuidv7(d.age) as dose_id,
           d.day < $6::int as asked,
           case when (d.nth * 7 + w.n) % 10 < 3 + w.n % 7
                then 'taken_on_time'
                else case d.nth % 6 when 2 then 'not_taken' else 'no_response' end end as state
      from who w cross join lateral (
        select day, day * $5::int + slot as nth, at.due_at, at.due_at - clock_timestamp() as age
          from generate_series($4::int - 1, 0, -$8::int) day
         cross join generate_series(0, $5::int - 1) slot
         cross join lateral (
           select date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
                  - (day + 1) * interval '1 day' + (slot + 0.5) * interval '1 day' / $5::int
                  as due_at) at) d),
  asking as materialized (
    select due.*, uuidv7(due_at - clock_timestamp()) as message_id,
           uuidv7(due_at + interval '9 minutes' - clock_timestamp()) as reply_id,
           gen_random_uuid()::text as biot_id, due_at + interval '9 minutes' as said_at,
           state <> 'no_response' as said
      from due where asked),
  patients as (
    insert into patients (organization_id, id, first_name, last_name, phone, locale,
      time_zone_attribute)
    select $1::uuid, id, substr(md5(n::text), 1, 6), $7 || ' ' || n, phone,
           (array['en-us', 'es-us', 'de-de', 'he-il'])[n % 4 + 1], 'UTC' from who returning 1),
  regimens as (
    insert into regimens (organization_id, id, patient_id, medication, dose_text)
    select $1, regimen_id, id, $7, '500 mg' from who returning 1),
  doses as (
    insert into doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
      due_at, opens_at, on_time_until, closes_at, state, taken_at, reminded, replied)
    select $1, dose_id, patient_id, regimen_id, (due_at at time zone 'UTC')::date,
           to_char(due_at at time zone 'UTC', 'HH24:MI'), 'UTC', due_at, due_at - interval '1 hour',
           due_at + interval '2 hours', due_at + interval '6 hours', state,
           case state when 'taken_on_time' then due_at + interval '9 minutes' end, true,
           state <> 'no_response' from due returning 1),
  messages as (
    insert into messages (organization_id, id, patient_id, kind, phone, body, parts, state,
      biot_message_id, idempotency_key, priority, attempts, not_before, expires_at,
      window_closes_at, created_at, claimed_at, sent_at, trace_id)
    select $1, message_id, patient_id, 'reminder', phone,
           'Time for your Metformin 500 mg. Reply 1 when you have taken it, 2 if not.', 1, 'sent',
           biot_id, message_id::text, 10, 1, due_at, due_at + interval '6 hours',
           due_at + interval '6 hours', due_at, due_at, due_at, 'bench' from asking returning 1),
  message_doses as (
    insert into message_doses (organization_id, message_id, dose_id)
    select $1, message_id, dose_id from asking returning 1),
  replies as (
    insert into replies (organization_id, id, dedupe_key, payload, received_at, state, event_at,
      sender_kind, sender_id, from_phone, to_phone, body, normalised, inbound_message_id, intent,
      confidence, match_rule, patient_id, message_id, attempts)
    select $1, reply_id, encode(sha256(reply_id::text::bytea), 'hex'), '{}', said_at, 'applied',
           said_at, 'patient', patient_id::text, phone, '+15559990000', code, code, biot_id,
           case code when '1' then 'taken' else 'not_taken' end, 'high', 'message_id', patient_id,
           message_id, 1
      from (select *, case state when 'not_taken' then '2' else '1' end as code from asking) a
     where said returning 1),
  dose_events as (
    insert into dose_events (organization_id, id, dose_id, kind, source, at, reply_id, message_id,
      recorded_at)
    select $1, uuidv7(at - clock_timestamp()), dose_id, kind, source, at, reply_id, message_id, at
      from (select dose_id, 'reminded' as kind, 'system' as source, due_at as at,
                   null::uuid as reply_id, message_id from asking
            union all
            select dose_id, case state when 'not_taken' then state else 'taken' end, 'patient',
                   said_at, reply_id, message_id from asking where said) e returning 1)
  select ${FILLED.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(", ")}`
