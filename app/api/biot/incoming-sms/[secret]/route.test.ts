import { generateKeyPair } from "jose"
import { beforeAll, describe, expect, it } from "vitest"
import { database, openDatabase, replaceDatabase } from "@/db/client"
import { articlePayload } from "@/db/testing/article-payload"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { type CallFields, PLUGIN_SECRET, pluginCall, signingBiot } from "@/db/testing/plugin-calls"
import { decideHeldCalls, forgetPublicKeys } from "@/lib/biot/public-key"
import { flushTally } from "@/lib/connection/tally"
import { retryReceived } from "@/lib/replies/mutations"
import { keepDestinations } from "@/lib/static-numbers/learn"
import { MINUTE_MS } from "@/lib/time"
import { POST } from "./route"

const test = testDatabase()
const arrange = fixtures(test)
const biot = signingBiot()
let clinic: ArrangedClinic

beforeAll(async () => {
  clinic = await arrange.clinic()
})

async function post(body: unknown, secret = PLUGIN_SECRET, type = "application/json") {
  const response = await POST(
    new Request("http://portal/api/biot/incoming-sms/x", {
      method: "POST",
      headers: { "content-type": type },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
    { params: Promise.resolve({ secret }) },
  )
  return { status: response.status, body: await response.json() }
}

async function call(fields: CallFields) {
  const organizationId = clinic.organization.id
  return { ...pluginCall({ organizationId, ...fields }), jwt: await biot.sign() }
}

const countRows = async () =>
  (await test.owner().query("SELECT count(*)::int AS n FROM replies")).rows[0].n

/** Makes Postgres refuse whatever an interpretation decides, with this SQLSTATE. */
async function failInterpretation(code: string) {
  await test.owner().query(
    `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'refused for the test' USING ERRCODE = '${code}'; END $$;
     CREATE TRIGGER fail BEFORE UPDATE ON replies FOR EACH ROW
       WHEN (new.intent IS NOT NULL) EXECUTE FUNCTION fail()`,
  )
}
const mendInterpretation = () => test.owner().query("DROP FUNCTION fail CASCADE")

const stateOf = async (id: string) =>
  (await test.owner().query("SELECT state FROM replies WHERE id = $1", [id])).rows[0].state

describe("a reply, from BioT's call to the dose", () => {
  it("is stored without its token and applied", async () => {
    const dueAt = Date.now() - 12 * MINUTE_MS
    const dose = await arrange.dose(clinic.regimen, { dueAt })
    const message = await arrange.message(clinic.patient, [dose])
    const sent = await call({
      senderId: clinic.patient.id,
      from: clinic.patient.phone,
      previousMessageId: message.biotMessageId,
      startTime: new Date().toISOString().replace("Z", "123456Z"),
    })
    const answer = await post(sent)
    expect(answer).toMatchObject({ status: 200, body: { result: "stored", state: "applied" } })
    const { rows } = await test.owner().query(
      `SELECT r.payload::text, r.match_rule, d.state FROM replies r
         JOIN doses d ON d.id = $2 WHERE r.id = $1`,
      [answer.body.replyId, dose.id],
    )
    expect(rows[0]).toMatchObject({ match_rule: "previous_id", state: "taken_on_time" })
    expect(rows[0].payload).not.toContain(sent.jwt)
    expect(await post(sent)).toMatchObject({ status: 200, body: { result: "repeated" } })
  })

  it("teaches the number that it came to, however often BioT delivers it", async () => {
    const to = "+12025550190"
    const from = { senderId: clinic.patient.id, from: clinic.patient.phone }
    const sent = await call({ ...from, to, body: "thanks" })
    await Promise.all([1, 2, 3].map(() => post(sent)))
    await post(await call({ ...from, to, body: "thanks again" }))
    await post(await call({ ...from, to: "DOSELINE", body: "and again" }))
    await keepDestinations()
    const { rows } = await test
      .owner()
      .query("SELECT country, phone, replies FROM static_numbers WHERE phone = $1", [to])
    expect(rows).toEqual([{ country: "US", phone: to, replies: 2 }])
  })
})

describe("the guard", () => {
  it("turns away what is no call, and stores nothing", async () => {
    const before = await countRows()
    const genuine = await call({})
    const other = (await generateKeyPair("RS512")).privateKey
    expect((await post(genuine, "a-path-segment-for-tests!")).status).toBe(404)
    expect((await post(genuine, PLUGIN_SECRET, "text/plain")).status).toBe(415)
    expect((await post("{")).status).toBe(400)
    expect((await post("")).status).toBe(400)
    expect((await post({ ...genuine, pad: "x".repeat(70_000) })).status).toBe(413)
    const forged = [
      undefined,
      "x",
      await biot.sign({}, { key: other }),
      await biot.sign({}, { expiresInSeconds: -120 }),
      await biot.sign({ scopes: ["PATIENT_READ"] }),
      await biot.sign({ tokenType: "USER" }),
    ]
    for (const jwt of forged) {
      forgetPublicKeys()
      expect((await post({ ...genuine, jwt })).status).toBe(401)
    }
    for (const odd of ["[]", "3", "null", '"x"']) expect((await post(odd)).status).toBe(401)
    expect(await countRows()).toBe(before)
    await flushTally()
    const { rows } = await test.owner().query("SELECT outcome, calls FROM plugin_tallies")
    const tallies = Object.fromEntries(rows.map(({ outcome, calls }) => [outcome, calls]))
    expect(tallies).toMatchObject({ secret: 1, expired: 1, wrong_scope: 1 })
  })

  it("reads no more than it must of a body that does not say how long it is", async () => {
    let chunks = 0
    const body = new ReadableStream({
      pull(controller) {
        chunks += 1
        controller.enqueue(new Uint8Array(16 * 1024))
      },
    })
    const request = new Request("http://portal/", {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body,
      duplex: "half",
    } as RequestInit)
    const answer = await POST(request, { params: Promise.resolve({ secret: PLUGIN_SECRET }) })
    expect(answer.status).toBe(413)
    expect(chunks).toBeLessThan(10)
  })

  it("says that it ignores another action, and stores nothing", async () => {
    const before = await countRows()
    expect(await post(await call({ action: "_update" }))).toEqual({
      status: 200,
      body: { result: "ignored", action: "_update" },
    })
    expect(await countRows()).toBe(before)
  })
})

describe("what may go wrong", () => {
  it("answers 503 while Postgres is away, keeps nothing half-written, and recovers", async () => {
    const dose = await arrange.dose(clinic.regimen, { dueAt: Date.now() - 3 * MINUTE_MS })
    await arrange.message(clinic.patient, [dose])
    const sent = await call({ senderId: clinic.patient.id, from: clinic.patient.phone })
    const before = await countRows()
    const present = database()
    replaceDatabase(openDatabase("postgresql://nobody:x@127.0.0.1:1/none", () => {}))
    expect(await post(sent)).toMatchObject({
      status: 503,
      body: { error: { reason: "not_stored" } },
    })
    replaceDatabase(present)
    expect(await countRows()).toBe(before)
    // Every connection of the pool dies at once, as when the server is restarted.
    await test.owner().query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await post(sent)).toMatchObject({ status: 200, body: { state: "applied" } })
  })

  it("leaves what it stored and could not interpret to the worker", async () => {
    const someone = await arrange.patient(clinic.organization.id)
    await failInterpretation("57P01")
    const answer = await post(await call({ senderId: someone.id, from: someone.phone }))
    await mendInterpretation()
    expect(answer).toMatchObject({ status: 200, body: { result: "stored", state: "received" } })
    expect(await retryReceived()).toBe(0)
    expect(await retryReceived(Date.now() + MINUTE_MS)).toBe(1)
    expect(await stateOf(answer.body.replyId)).toBe("unmatched")
  })

  it("puts what cannot be interpreted at all before a person, and still answers 200", async () => {
    const someone = await arrange.patient(clinic.organization.id)
    await failInterpretation("22012")
    const answer = await post(await call({ senderId: someone.id, from: someone.phone }))
    await mendInterpretation()
    expect(answer).toMatchObject({ status: 200, body: { reason: "interpretation_failed" } })
    expect(await stateOf(answer.body.replyId)).toBe("failed")
  })

  it("holds a call until BioT's key can be had after a start", async () => {
    const sent = await call({})
    forgetPublicKeys()
    biot.state.isDown = true
    const answer = post(sent)
    await new Promise((resolve) => setTimeout(resolve, 200))
    biot.state.isDown = false
    expect((await answer).status).toBe(200)
  })

  it("answers 503 when BioT's key cannot be had before the process ends", async () => {
    const sent = await call({})
    forgetPublicKeys()
    decideHeldCalls()
    biot.state.isDown = true
    expect(await post(sent)).toMatchObject({
      status: 503,
      body: { error: { reason: "key_unavailable" } },
    })
    biot.state.isDown = false
    forgetPublicKeys()
    expect((await post(sent)).status).toBe(200)
  })
})

describe("the payload of BioT's article", () => {
  it("is accepted as it stands, but for its ids, its number and its token", async () => {
    const payload = articlePayload()
    payload.data.entity._id = clinic.patient.id
    payload.data.entity._ownerOrganization.id = clinic.organization.id
    const answer = await post({ ...payload, jwt: await biot.sign() })
    expect(answer).toMatchObject({ status: 200, body: { result: "stored" } })
    const { rows } = await test
      .owner()
      .query("SELECT intent, patient_id, flags FROM replies WHERE id = $1", [answer.body.replyId])
    expect(rows[0]).toMatchObject({ intent: "taken", patient_id: clinic.patient.id })
    expect(rows[0].flags).toContain("clock_skew")
  })
})
