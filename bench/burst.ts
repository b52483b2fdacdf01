import http from "node:http"
import { isDeepStrictEqual } from "node:util"
import { inArray } from "drizzle-orm"
import { openDatabase, replaceDatabase, type Transaction } from "@/db/client"
import { doses, patientSummaries } from "@/db/schema"
import { mintSystemContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { reduceDose } from "@/lib/doses/reduce"
import { loadStatedDoses } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { lockPatient } from "@/lib/patients/lock"
import { summarizePatients } from "@/lib/patients/summary"
import { arrange, type Reminder } from "./arrange"
import { shoot } from "./load"
import { pluginCall } from "./plugin-call"
import type { Product } from "./product"
import type { Part } from "./report"

const PATIENTS = Number(process.env.BENCH_BURSTS ?? 100)
const REPLIES = 16
/** So many of each patient's replies are about their newest dose and contradict each other. */
const ABOUT_ONE = 4
const STEP_MINUTES = 13
const WINDOW_MINUTES = 360

/** Sixteen replies of one patient at once: what is stored must be what the events say. */
export async function checkBursts(product: Product): Promise<Part> {
  const reminders = await arrange(product.owner, product.organizationId, {
    name: "bursts",
    patients: PATIENTS,
    doses: REPLIES,
    stepMinutes: STEP_MINUTES,
    open: REPLIES,
    windowMinutes: WINDOW_MINUTES,
  })
  let refused = 0
  const patients = byPatient(reminders)
  for (const own of patients.values()) refused += await burst(product, own)
  const wrong = await compare(product, [...patients.keys()], reminders)
  const events = await countEvents(product, reminders)
  const expected = PATIENTS * REPLIES
  const failures = [...wrong]
  if (refused > 0) failures.push(`${refused} calls were refused.`)
  if (events !== expected) failures.push(`${events} of ${expected} replies left their event.`)
  return {
    title: `${REPLIES} replies of one patient at once, ${PATIENTS} patients`,
    head: ["", "count"],
    rows: [
      ["replies sent", expected],
      ["events stored", events],
    ],
    ratios: [
      { name: "stored values that differ from recomputation", value: wrong.length, goal: "0" },
      { name: "refused", value: refused, goal: "0" },
    ],
    failures,
    raw: { wrong, refused, events },
  }
}

function byPatient(reminders: readonly Reminder[]): Map<string, Reminder[]> {
  const groups = new Map<string, Reminder[]>()
  for (const each of reminders)
    groups.set(each.patientId, [...(groups.get(each.patientId) ?? []), each])
  return groups
}

async function burst(product: Product, own: readonly Reminder[]): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: REPLIES })
  const answers = await Promise.all(
    own.map((each, n) => {
      const to = n < ABOUT_ONE ? (own[0] ?? each) : each
      const body = pluginCall(product, to, n % 2 === 0 ? "1" : "2")
      const headers = { "content-type": "application/json" }
      return shoot(agent, new URL(product.plugin), { body, headers })
    }),
  )
  agent.destroy()
  return answers.filter(({ status, text }) => status !== 200 || !text.includes('"stored"')).length
}

async function countEvents(product: Product, reminders: readonly Reminder[]): Promise<number> {
  const { rows } = await product.owner.query<{ count: number }>(
    "select count(*)::int as count from dose_events where dose_id = any($1) and source = 'patient'",
    [reminders.map(({ doseId }) => doseId)],
  )
  return rows[0]?.count ?? 0
}

/** Reduces and summarizes everything again, with the product's own functions, as of its own time. */
async function compare(
  product: Product,
  patientIds: readonly string[],
  reminders: readonly Reminder[],
): Promise<string[]> {
  const db = openDatabase(process.env.DATABASE_URL ?? "", () => {})
  replaceDatabase(db)
  const ctx = mintSystemContext(product.organizationId, "bench", newId())
  try {
    return await readAs(ctx, async (tx) => {
      const wrong: string[] = []
      for (const id of patientIds) {
        const own = reminders.filter(({ patientId }) => patientId === id)
        wrong.push(...(await comparePatient(tx, id, own)))
      }
      return wrong
    })
  } finally {
    await db.$client.end()
  }
}

async function comparePatient(tx: Transaction, patientId: string, own: readonly Reminder[]) {
  const patient = await lockPatient(tx, patientId)
  const [stored] = await tx
    .select()
    .from(patientSummaries)
    .where(inArray(patientSummaries.patientId, [patientId]))
  if (!patient || !stored) return [`A patient of ${own.length} replies has no summary.`]
  const wrong: string[] = []
  const { organizationId: _, patientId: __, updatedAt, ...values } = stored
  const [fresh] = await summarizePatients(tx, [patient], updatedAt)
  for (const [name, value] of Object.entries(fresh ?? {})) {
    const held = values[name as keyof typeof values]
    if (!isSame(held, value)) wrong.push(`${name} is ${JSON.stringify(held)}, not ${value}.`)
  }
  const ids = own.map(({ doseId }) => doseId)
  const states = await tx
    .select({ id: doses.id, state: doses.state, takenAt: doses.takenAt })
    .from(doses)
    .where(inArray(doses.id, ids))
  for (const dose of await loadStatedDoses(tx, ids)) {
    const held = states.find(({ id }) => id === dose.id)
    const now = reduceDose(dose, dose.events, updatedAt)
    if (held?.state !== now.state || held.takenAt !== now.takenAt) {
      wrong.push(`A dose is ${held?.state}, not ${now.state}.`)
    }
  }
  return wrong
}

/** `trend` is kept in single precision. */
function isSame(held: unknown, fresh: unknown): boolean {
  if (typeof held === "number" && typeof fresh === "number") {
    return Math.fround(held) === Math.fround(fresh)
  }
  return isDeepStrictEqual(held, fresh)
}
