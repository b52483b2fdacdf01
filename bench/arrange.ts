import type pg from "pg"

/** A reminder that waits for its answer. */
export type Reminder = {
  patientId: string
  phone: string
  biotMessageId: string
  doseId: string
  /** 0 is the patient's newest dose. */
  nth: number
}

export type Plan = {
  name: string
  patients: number
  /** Of each patient, the newest due five minutes ago, the others each `stepMinutes` earlier. */
  doses: number
  stepMinutes: number
  /** The newest so many wait for an answer; the older ones have theirs. */
  open: number
  windowMinutes: number
}

/** A schema beside the product's own; it goes with the throwaway database. */
export async function prepare(owner: pg.Pool): Promise<void> {
  await owner.query(`
    create schema bench;
    grant usage on schema bench to doseline_app;
    create table bench.calls (
      id uuid primary key default gen_random_uuid(), at timestamptz not null default now(),
      payload jsonb not null);
    grant insert on bench.calls to doseline_app;
    create unlogged table bench.plan (
      name text, patient_id uuid, phone text, regimen_id uuid, nth int, dose_id uuid,
      message_id uuid, biot_id text, due_at timestamptz, closes_at timestamptz, state text)`)
}

/** Puts people, doses, messages and past answers in place; gives the reminders that are open. */
export async function arrange(
  owner: pg.Pool,
  organizationId: string,
  plan: Plan,
): Promise<Reminder[]> {
  const client = await owner.connect()
  try {
    await client.query("begin")
    // The rows are consistent by construction; checking each would take most of the time.
    await client.query("set local session_replication_role = replica")
    await client.query(PLAN, [
      plan.name,
      plan.patients,
      plan.doses,
      plan.stepMinutes,
      plan.open,
      plan.windowMinutes,
    ])
    for (const statement of ROWS) await client.query(statement, [organizationId, plan.name])
    await client.query("commit")
  } finally {
    client.release()
  }
  for (const table of ["patients", "doses", "dose_events", "messages", "message_doses", "replies"])
    await owner.query(`vacuum analyze ${table}`)
  const { rows } = await owner.query<Reminder>(
    `select patient_id as "patientId", phone, biot_id as "biotMessageId", dose_id as "doseId", nth
       from bench.plan where name = $1 and state = 'pending' order by patient_id, nth`,
    [plan.name],
  )
  return rows
}

const PLAN = `
  insert into bench.plan
  select $1, p.id, p.phone, p.regimen_id, k, gen_random_uuid(), gen_random_uuid(),
         gen_random_uuid()::text, due_at, due_at + $6 * interval '1 minute',
         case when k < $5 then 'pending' when k % 5 = 3 then 'no_response'
              else 'taken_on_time' end
    from (select gen_random_uuid() as id, gen_random_uuid() as regimen_id,
                 '+1555' || lpad((n + (select count(distinct phone) from bench.plan))::text, 7, '0')
                   as phone
            from generate_series(1, $2::int) n) p,
         generate_series(0, $3::int - 1) k,
         lateral (select date_trunc('minute', now()) - interval '5 minutes'
                         - k * $4::int * interval '1 minute' as due_at) d`

const OF_PLAN = "from bench.plan where name = $2"
/** Evidence lies as far back as the figures look. */
const RECENT = `${OF_PLAN} and due_at > now() - interval '33 days'`

const ROWS = [
  `insert into patients (organization_id, id, first_name, last_name, phone, locale,
     time_zone_attribute)
   select distinct $1::uuid, patient_id, 'Bench', right(phone, 5), phone, 'en-us', 'UTC' ${OF_PLAN}`,
  `insert into regimens (organization_id, id, patient_id, medication, dose_text)
   select distinct $1::uuid, regimen_id, patient_id, 'Metformin', '500 mg' ${OF_PLAN}`,
  `insert into doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
     due_at, opens_at, on_time_until, closes_at, state, taken_at, reminded, replied)
   select $1, dose_id, patient_id, regimen_id, (due_at at time zone 'UTC')::date,
          to_char(due_at at time zone 'UTC', 'HH24:MI'), 'UTC', due_at,
          due_at - interval '1 hour', due_at + (closes_at - due_at) / 3, closes_at, state,
          case state when 'taken_on_time' then due_at + interval '9 minutes' end,
          true, state = 'taken_on_time' ${OF_PLAN}`,
  `insert into messages (organization_id, id, patient_id, kind, phone, body, parts, state,
     biot_message_id, idempotency_key, priority, attempts, not_before, expires_at,
     window_closes_at, created_at, claimed_at, sent_at, trace_id)
   select $1, message_id, patient_id, 'reminder', phone,
          'Time for your Metformin 500 mg. Reply 1 when you have taken it, 2 if not.', 1, 'sent',
          biot_id, message_id::text, 10, 1, due_at, closes_at, closes_at, due_at, due_at, due_at,
          'bench' ${RECENT}`,
  `insert into message_doses (organization_id, message_id, dose_id)
   select $1, message_id, dose_id ${RECENT}`,
  `insert into dose_events (organization_id, id, dose_id, kind, source, at, message_id, recorded_at)
   select $1, gen_random_uuid(), dose_id, 'reminded', 'system', due_at, message_id, due_at
   ${RECENT}`,
  `insert into replies (organization_id, id, dedupe_key, payload, received_at, state, event_at,
     sender_kind, sender_id, from_phone, body, normalised, inbound_message_id, intent, confidence,
     match_rule, patient_id, message_id)
   select $1, dose_id, dose_id::text, '{}', due_at + interval '9 minutes', 'applied',
          due_at + interval '9 minutes', 'patient', patient_id::text, phone, '1', '1', biot_id,
          'taken', 'high', 'message_id', patient_id, message_id
   ${RECENT} and state = 'taken_on_time'`,
  `insert into dose_events (organization_id, id, dose_id, kind, source, at, reply_id, message_id,
     recorded_at)
   select $1, gen_random_uuid(), dose_id, 'taken', 'patient', due_at + interval '9 minutes',
          dose_id, message_id, due_at + interval '9 minutes'
   ${RECENT} and state = 'taken_on_time'`,
]
