import { randomUUID } from "node:crypto"
import { loadavg } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { migrateDatabase } from "@/db/migrate"
import { senderProcesses } from "@/db/testing/senders"
import { SIMULATOR_SECRET, SIMULATOR_USER_ID } from "@/scripts/environment.mjs"
import { rounded } from "./figures"
import type { Part } from "./report"
import { postPlainly } from "./sending-ceiling"

const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 3_000)
/** Recorded before the clock starts: connections, plans and the code itself are warm then. */
const WARM_UP = 300
const WORKERS = [1, 2, 4]
/** As many as a worker has on their way at once. */
const IN_FLIGHT = 64
const NO_LIMIT = 100_000
const LOOK_EVERY_MS = 20
const LONGEST_MS = 180_000

/** The simulator's service user, and what the environment demands of every process of the portal. */
const SERVICE = {
  BIOT_SERVICE_USER_ID: SIMULATOR_USER_ID,
  BIOT_SERVICE_USER_SECRET_KEY: process.env.SIMULATOR_SERVICE_SECRET || SIMULATOR_SECRET,
  PLUGIN_SECRET: "only-for-measuring-nobody-calls-here",
  NEXTAUTH_SECRET: "only-for-measuring-nobody-signs-in-here",
}

type Measured = { workers: number; perSecond: number; ceiling: number; load: number }

/**
 * Messages recorded per second by real sender processes with the rate limit off, beside processes
 * that only POST the same texts to the simulator, by turns in one run.
 */
export async function measureSending(): Promise<Part> {
  const simulator = process.env.SIMULATOR_URL ?? ""
  const formerRate = await setRate(simulator, NO_LIMIT)
  const place = await ownDatabase()
  const measured: Measured[] = []
  const failures: string[] = []
  try {
    for (const workers of WORKERS) {
      const plan = { workers, inFlight: IN_FLIGHT, texts: MESSAGES, service: SERVICE }
      const ceiling = await postPlainly(simulator, plan)
      const { perSecond, wrong } = await drain(place, simulator, workers)
      failures.push(...wrong)
      measured.push({ workers, perSecond, ceiling, load: loadavg()[0] ?? Number.NaN })
    }
  } finally {
    await place.drop()
    await setRate(simulator, formerRate)
  }
  return report(measured, failures)
}

function report(measured: readonly Measured[], failures: string[]): Part {
  const withTwo = measured.find(({ workers }) => workers === 2)
  return {
    title: `${MESSAGES} messages without a rate limit, ${IN_FLIGHT} on their way at each worker`,
    head: ["workers", "recorded per second", "only POSTs per second", "ratio", "load"],
    rows: measured.map(({ workers, perSecond, ceiling, load }) => [
      ...[workers, rounded(perSecond, 0), rounded(ceiling, 0)],
      ...[rounded(perSecond / ceiling), rounded(load, 1)],
    ]),
    ratios: [
      {
        name: "recorded / only POSTs, two workers",
        value: withTwo ? rounded(withTwo.perSecond / withTwo.ceiling) : Number.NaN,
        goal: "≥ 0.8",
      },
    ],
    failures,
    raw: measured,
  }
}

type Place = Awaited<ReturnType<typeof ownDatabase>>

async function drain(place: Place, simulator: string, workers: number) {
  const senders = await senderProcesses({
    ...SERVICE,
    ...{ DATABASE_URL: place.url, BIOT_BASE_URL: simulator, PUBLIC_URL: simulator },
    ...{ NODE_ENV: "production", LOG_LEVEL: "error" },
  })
  try {
    const organizationId = await place.queue(WARM_UP + MESSAGES)
    const started = Array.from({ length: workers }, () => senders.start())
    await Promise.all(started.map(({ begun }) => begun))
    const first = await untilRecorded(place, organizationId, WARM_UP)
    const last = await untilRecorded(place, organizationId, WARM_UP + MESSAGES)
    for (const { process } of started) process.kill("SIGTERM")
    await Promise.all(started.map(({ ended }) => ended))
    const perSecond = (last.n - first.n) / ((last.at - first.at) / 1_000)
    const sent = await place.count(organizationId, "sent")
    const wrong = sent === WARM_UP + MESSAGES ? [] : [`Of ${WARM_UP + MESSAGES}, ${sent} are sent.`]
    return { perSecond, wrong }
  } finally {
    await senders.stop()
  }
}

async function untilRecorded(place: Place, organizationId: string, count: number) {
  const givingUpAt = performance.now() + LONGEST_MS
  for (;;) {
    const waiting = await place.count(organizationId, "queued", "sending")
    const n = WARM_UP + MESSAGES - waiting
    const at = performance.now()
    if (n >= count) return { n, at }
    if (at > givingUpAt) throw new Error(`Only ${n} messages were recorded.`)
    await sleep(LOOK_EVERY_MS)
  }
}

/** Beside the product's, whose own worker would take from the queue as well. */
async function ownDatabase() {
  const name = `sending_${randomUUID().replaceAll("-", "")}`
  const own = new URL(process.env.DATABASE_URL ?? "")
  own.pathname = `/${name}`
  const ask = async (text: string) => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    await client.query(text).finally(() => client.end())
  }
  await ask(`CREATE DATABASE ${name}`)
  await migrateDatabase(own.toString())
  const pool = new pg.Pool({ connectionString: own.toString(), max: 2 })
  await pool.query("update send_pace set per_second = $1", [NO_LIMIT])
  return {
    url: own.toString(),
    queue: async (count: number) => {
      const organizationId = randomUUID()
      await pool.query(QUEUE[0], [organizationId])
      await pool.query(QUEUE[1], [organizationId, count])
      await pool.query("vacuum analyze patients")
      await pool.query("vacuum analyze messages")
      return organizationId
    },
    count: async (organizationId: string, ...states: string[]) => {
      const { rows } = await pool.query<{ n: number }>(
        "select count(*)::int as n from messages where organization_id = $1 and state = any($2)",
        [organizationId, states],
      )
      return rows[0]?.n ?? 0
    },
    drop: async () => {
      await pool.end()
      await ask(`DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

/** Each to a patient of their own, with a dose that it reminds of. */
const QUEUE = [
  "insert into organizations (id, name, time_zone) values ($1, 'Bench', 'UTC')",
  `with who as (
     insert into patients (organization_id, id, first_name, last_name, phone, locale)
     select $1, gen_random_uuid(), 'Bench', n::text, '+1557' || lpad(n::text, 7, '0'), 'en-us'
       from generate_series(1, $2::int) n returning id, phone),
   plan as (
     insert into regimens (organization_id, id, patient_id, medication, dose_text)
     select $1, gen_random_uuid(), id, 'Metformin', '500 mg' from who returning id, patient_id),
   due as (
     insert into doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
       due_at, opens_at, on_time_until, closes_at)
     select $1, gen_random_uuid(), patient_id, id, current_date, '08:00', 'UTC', now(),
            now() - interval '1 hour', now() + interval '2 hours', now() + interval '6 hours'
       from plan returning id, patient_id),
   text as (
     insert into messages (organization_id, id, patient_id, kind, phone, body, parts, state,
       idempotency_key, priority, not_before, expires_at, trace_id)
     select $1, gen_random_uuid(), id, 'reminder', phone, 'Reply 1 or 2.', 1, 'queued', id::text,
            20, now(), now() + interval '6 hours', 'bench' from who returning id, patient_id)
   insert into message_doses (organization_id, message_id, dose_id)
   select $1, text.id, due.id from text join due on due.patient_id = text.patient_id`,
] as const

/** The simulator's rate; gives the former one. */
async function setRate(simulator: string, ratePerSecond: number): Promise<number> {
  const url = `${simulator}/simulator/settings`
  const former = (await (await fetch(url)).json()) as { ratePerSecond: number }
  const headers = { "content-type": "application/json" }
  const answer = await fetch(url, {
    method: "POST",
    headers,
    body: JSON.stringify({ ratePerSecond }),
  })
  if (!answer.ok) throw new Error(`The simulator's rate was not set: ${answer.status}`)
  return former.ratePerSecond
}
