import type pg from "pg"
import { openDatabase, replaceDatabase } from "@/db/client"
import { mintSystemContext } from "@/lib/auth/context"
import { newId } from "@/lib/id"
import { materializeDoses } from "@/lib/regimens/materialize"
import type { Product } from "./product"
import type { Part } from "./report"

const PATIENTS = Number(process.env.BENCH_PLANNED ?? 10_000)
/** Loads the code and fills the pools, so that neither is taken for slowness. */
const WARM_UP = 200
const DAYS = 14
const SLOTS = 2
const GOAL = 3

type Measured = { seconds: number; rows: number }

/** Two weeks of doses for an organization, beside one INSERT … SELECT of the same rows. */
export async function measureMaterializing({ owner }: Pick<Product, "owner">): Promise<Part> {
  const db = openDatabase(process.env.DATABASE_URL ?? "", () => {})
  replaceDatabase(db)
  try {
    await materialize(owner, WARM_UP)
    await insertPlainly(owner, WARM_UP)
    const floor = await insertPlainly(owner, PATIENTS)
    const ours = await materialize(owner, PATIENTS)
    return report(floor, ours)
  } finally {
    await db.$client.end()
  }
}

function report(floor: Measured, ours: Measured): Part {
  const line = (name: string, { rows, seconds }: Measured) => [
    ...[name, Math.round(rows / seconds), seconds.toFixed(1), rows],
  ]
  const expected = PATIENTS * DAYS * SLOTS
  return {
    title: `${DAYS} days of doses for ${PATIENTS} patients`,
    head: ["", "rows/s", "seconds", "rows"],
    rows: [line("one INSERT … SELECT", floor), line("materializing", ours)],
    ratios: [
      {
        name: "materializing / INSERT … SELECT, seconds",
        value: Number((ours.seconds / floor.seconds).toFixed(2)),
        goal: `≤ ${GOAL}`,
      },
    ],
    failures: [floor, ours]
      .filter(({ rows }) => rows !== expected)
      .map(({ rows }) => `${rows} of ${expected} doses were made.`),
    raw: { floor, ours },
  }
}

async function materialize(owner: pg.Pool, patients: number): Promise<Measured> {
  const organizationId = await arrange(owner, patients)
  const ctx = mintSystemContext(organizationId, "bench", newId())
  return measure(owner, organizationId, () => materializeDoses(ctx, { now: Date.now() }))
}

/** As the application, behind the same walls, with the same rows reckoned by Postgres. */
async function insertPlainly(owner: pg.Pool, patients: number): Promise<Measured> {
  const organizationId = await arrange(owner, patients)
  const client = await owner.connect()
  try {
    return await measure(owner, organizationId, async () => {
      await client.query("begin")
      await client.query("set local role doseline_app")
      await client.query("select set_config('app.organization_id', $1, true)", [organizationId])
      await client.query(INSERT, [DAYS])
      await client.query("commit")
    })
  } finally {
    client.release()
  }
}

const INSERT = `
  insert into doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
    due_at, opens_at, on_time_until, closes_at)
  select v.organization_id, gen_random_uuid(), r.patient_id, r.id, d.day, s.slot, v.time_zone,
         w.due, w.due - interval '60 minutes', w.due + interval '120 minutes',
         w.due + interval '360 minutes'
    from regimen_versions v
    join regimens r on r.organization_id = v.organization_id and r.id = v.regimen_id
   cross join lateral (select v.start_date + n as day from generate_series(0, $1::int - 1) n) d
   cross join lateral (select e ->> 'localTime' as slot from jsonb_array_elements(v.slots) e) s
   cross join lateral (select (d.day + s.slot::time) at time zone v.time_zone as due) w
  on conflict do nothing`

async function measure(owner: pg.Pool, organizationId: string, work: () => Promise<unknown>) {
  const startedAt = performance.now()
  await work()
  const seconds = (performance.now() - startedAt) / 1_000
  const { rows } = await owner.query<{ n: number }>(
    "select count(*)::int as n from doses where organization_id = $1",
    [organizationId],
  )
  return { seconds, rows: rows[0]?.n ?? 0 }
}

/** Of four zones, twice a day, from tomorrow on; inactive, so that the worker leaves it alone. */
async function arrange(owner: pg.Pool, patients: number): Promise<string> {
  const organizationId = newId()
  await owner.query(
    "insert into organizations (id, name, time_zone, is_active) values ($1, 'Bench', 'UTC', false)",
    [organizationId],
  )
  for (const statement of PEOPLE) await owner.query(statement, [organizationId, patients])
  for (const table of ["patients", "regimens", "regimen_versions"]) {
    await owner.query(`vacuum analyze ${table}`)
  }
  return organizationId
}

const PEOPLE = [
  `insert into patients (organization_id, id, first_name, last_name, locale)
   select $1, gen_random_uuid(), 'Bench', n::text, 'en-us' from generate_series(1, $2::int) n`,
  `insert into regimens (organization_id, id, patient_id, medication, dose_text)
   select organization_id, gen_random_uuid(), id, 'Metformin', '500 mg' from patients
    where organization_id = $1 and $2::int > 0`,
  `insert into regimen_versions (organization_id, id, regimen_id, start_date, time_zone, slots,
     recurrence)
   select organization_id, gen_random_uuid(), id, z.today + 1, z.zone,
          '[{"localTime": "08:00", "label": ""}, {"localTime": "20:00", "label": ""}]',
          '{"kind": "daily"}'
     from regimens
    cross join lateral (
      select (array['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])
               [1 + abs(hashtext(id::text)) % 4] as zone) named
    cross join lateral (select named.zone, (now() at time zone named.zone)::date as today) z
    where organization_id = $1 and $2::int > 0`,
]
