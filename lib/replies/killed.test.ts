import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { bundledProcesses, type StartedProcess } from "@/db/testing/processes"
import { normaliseTraceId } from "@/lib/biot/trace"
import { MINUTE_MS } from "@/lib/time"
import { retryReceived } from "./mutations"
import { receiveCall } from "./receive"

const PATIENTS = 6
const CALLS_EACH = 4
const KILLS = 4
const LONGEST_PAUSE_MS = 500
const TIMEOUT_MS = 120_000

const test = testDatabase()
const arrange = fixtures(test)
let receivers: Awaited<ReturnType<typeof bundledProcesses>>
let clinic: ArrangedClinic

beforeAll(async () => {
  receivers = await bundledProcesses("receiver.ts", {
    ...{ DATABASE_URL: test.url(), LOG_LEVEL: "silent" },
  })
}, TIMEOUT_MS)
afterAll(() => receivers.stop())
beforeEach(async () => {
  await query("TRUNCATE replies, dose_events, doses, messages CASCADE")
  clinic = await arrange.clinic()
})

const query = async (sql: string, values: unknown[] = []) =>
  (await test.owner().query(sql, values)).rows

type Call = ReturnType<typeof pluginCall>

/** Answers to reminders, each about a dose of its own. */
async function answers(patients: number, each: number): Promise<Call[]> {
  const calls: Call[] = []
  for (let n = 0; n < patients; n += 1) {
    const patient = await arrange.patient(clinic.organization.id)
    const regimen = await arrange.regimen(patient)
    for (let k = 1; k <= each; k += 1) {
      const dose = await arrange.dose(regimen, { dueAt: Date.now() - k * 10 * MINUTE_MS })
      const { biotMessageId } = await arrange.message(patient, [dose])
      const of = { organizationId: clinic.organization.id, senderId: patient.id }
      calls.push(pluginCall({ ...of, from: patient.phone, inboundMessageId: biotMessageId }))
    }
  }
  return calls
}

async function listening(): Promise<StartedProcess> {
  const receiver = receivers.start()
  await receiver.begun
  return receiver
}

async function until(sql: string, isThere: (n: number) => boolean): Promise<void> {
  while (!isThere((await query(sql))[0].n)) await sleep(20)
}

const STORED = "SELECT count(*)::int AS n FROM replies"
const WAITING = `SELECT count(*)::int AS n FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`

/** Two workers at once take up what was left, until nothing is. */
async function takeUp(): Promise<void> {
  const later = Date.now() + MINUTE_MS
  await Promise.all([retryReceived(later), retryReceived(later)])
  expect(await retryReceived(later)).toBe(0)
}

/** Every call has one row, was decided once, and is what one dose says of itself. */
async function expectEachOnce(count: number): Promise<void> {
  const rows = await query(`
    SELECT r.state, r.attempts,
           (SELECT count(*)::int FROM audit a WHERE a.subject_id = r.id::text
             AND a.verb = 'reply.interpreted' AND NOT a.details ? 'skipped') AS decisions,
           (SELECT count(*)::int FROM dose_events e WHERE e.reply_id = r.id) AS events
      FROM replies r`)
  const once = { state: "applied", attempts: 1, decisions: 1, events: 1 }
  expect(rows).toEqual(Array.from({ length: count }, () => once))
  const doses = await query("SELECT state, count(*)::int AS n FROM doses GROUP BY state")
  expect(doses).toEqual([{ state: "taken_on_time", n: count }])
}

it(
  "a process killed between storing and interpreting leaves every call to the worker",
  async () => {
    const calls = await answers(PATIENTS, CALLS_EACH)
    const receiver = await listening()
    const answered: number[] = []
    receiver.process.on("message", (n: number) => answered.push(n))
    // Interpreting begins by locking the patients; whoever holds them stops it there.
    const holder = await test.owner().connect()
    await holder.query("BEGIN")
    await holder.query("SELECT id FROM patients FOR UPDATE")
    receiver.process.send(calls)
    await until(STORED, (n) => n === calls.length)
    await until(WAITING, (n) => n > 0)
    receiver.process.kill("SIGKILL")
    expect(await receiver.ended).toBeNull()
    await holder.query("ROLLBACK")
    holder.release()

    expect(answered).toEqual([])
    const states = await query("SELECT state, count(*)::int AS n FROM replies GROUP BY state")
    expect(states).toEqual([{ state: "received", n: calls.length }])
    expect(await query("SELECT id FROM dose_events WHERE source = 'patient'")).toEqual([])
    await takeUp()
    await expectEachOnce(calls.length)
  },
  TIMEOUT_MS,
)

it(
  "processes killed at any moment lose no call that was answered and decide none twice",
  async () => {
    const calls = await answers(PATIENTS * KILLS, CALLS_EACH)
    const share = calls.length / KILLS
    for (let n = 0; n < KILLS; n += 1) {
      const receiver = await listening()
      const given = calls.slice(n * share, (n + 1) * share)
      const answered = new Set<number>()
      receiver.process.on("message", (at: number) => answered.add(at))
      receiver.process.send(given)
      await sleep(Math.random() * LONGEST_PAUSE_MS)
      receiver.process.kill("SIGKILL")
      await receiver.ended
      const stored = await query("SELECT trace_id FROM replies")
      const traces = new Set(stored.map((row) => row.trace_id))
      for (const at of answered) {
        expect(traces).toContain(normaliseTraceId(given[at]?.metadata.traceId))
      }
    }
    // Whatever was not answered BioT calls again with, and with some that were.
    await Promise.all(calls.map((call) => receiveCall(call, Date.now())))
    await takeUp()
    await expectEachOnce(calls.length)
  },
  TIMEOUT_MS,
)
