import { setTimeout as sleep } from "node:timers/promises"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { PLUGIN_SECRET, pluginCall, signingBiot } from "@/db/testing/plugin-calls"
import { retryReceived } from "@/lib/replies/mutations"
import { MINUTE_MS } from "@/lib/time"
import { POST } from "./route"

const COPIES = 50

const test = testDatabase()
const arrange = fixtures(test)
const biot = signingBiot()
let clinic: ArrangedClinic
let dose: ArrangedDose
let sent: object

beforeEach(async () => {
  await query("TRUNCATE replies CASCADE")
  clinic = await arrange.clinic()
  dose = await arrange.dose(clinic.regimen, { dueAt: Date.now() - 3 * MINUTE_MS })
  await arrange.message(clinic.patient, [dose])
  const of = { organizationId: clinic.organization.id, senderId: clinic.patient.id }
  sent = { ...pluginCall({ ...of, from: clinic.patient.phone }), jwt: await biot.sign() }
})

const query = async (sql: string, values: unknown[] = []) =>
  (await test.owner().query(sql, values)).rows

async function post() {
  const response = await POST(
    new Request("http://portal/api/biot/incoming-sms/x", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(sent),
    }),
    { params: Promise.resolve({ secret: PLUGIN_SECRET }) },
  )
  return { status: response.status, body: await response.json() }
}

const replies = () => query("SELECT state, delivery_count FROM replies")
const doseNow = async () =>
  (
    await query(
      `SELECT state, (SELECT count(*)::int FROM dose_events e
         WHERE e.dose_id = d.id AND e.source = 'patient') AS said FROM doses d WHERE id = $1`,
      [dose.id],
    )
  )[0]

/** Calls while `lock` is held, and ends every connection of the portal's that waits for it. */
async function postWhileGone(lock: string) {
  const holder = await test.owner().connect()
  await holder.query("BEGIN")
  await holder.query(lock)
  const answer = post()
  const end = `SELECT count(pg_terminate_backend(pid))::int AS ended FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`
  while ((await query(end))[0].ended === 0) await sleep(10)
  const answered = await answer
  await holder.query("ROLLBACK")
  holder.release()
  return answered
}

describe("Postgres gone while a reply arrives", () => {
  it("answers 503 while it is being stored; nothing is kept, and the next call works", async () => {
    const gone = await postWhileGone("LOCK TABLE replies IN EXCLUSIVE MODE")
    expect(gone).toMatchObject({ status: 503, body: { error: { reason: "not_stored" } } })
    expect(await replies()).toEqual([])
    expect(await doseNow()).toMatchObject({ said: 0 })
    expect(await post()).toMatchObject({ status: 200, body: { state: "applied" } })
    expect(await doseNow()).toEqual({ state: "taken_on_time", said: 1 })
  })

  it("answers 200 while it is being read; it is kept whole, and the worker reads it", async () => {
    const gone = await postWhileGone("SELECT id FROM patients FOR UPDATE")
    expect(gone).toMatchObject({ status: 200, body: { result: "stored", state: "received" } })
    expect(await replies()).toEqual([{ state: "received", delivery_count: 1 }])
    expect(await doseNow()).toMatchObject({ said: 0 })
    expect(await post()).toMatchObject({ status: 200, body: { result: "repeated" } })
    expect(await retryReceived(Date.now() + MINUTE_MS)).toBe(1)
    expect(await replies()).toEqual([{ state: "applied", delivery_count: 2 }])
    expect(await doseNow()).toEqual({ state: "taken_on_time", said: 1 })
  })
})

it("fifty copies of a call at once are all answered 200, and are one reply", async () => {
  const answers = await Promise.all(Array.from({ length: COPIES }, post))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect(answers.filter(({ body }) => body.result === "stored")).toHaveLength(1)
  expect(await replies()).toEqual([{ state: "applied", delivery_count: COPIES }])
  expect(await doseNow()).toEqual({ state: "taken_on_time", said: 1 })
})
