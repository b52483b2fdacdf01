import { generateKeyPair } from "jose"
import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { type CallFields, PLUGIN_SECRET, pluginCall, signingBiot } from "@/db/testing/plugin-calls"
import { refusedCalls } from "@/lib/replies/guard"
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
    for (const jwt of forged) expect((await post({ ...genuine, jwt })).status).toBe(401)
    for (const odd of ["[]", "3", "null", '"x"']) expect((await post(odd)).status).toBe(401)
    expect(await countRows()).toBe(before)
    expect(refusedCalls()).toMatchObject({ secret: 1, expired: 1, wrong_scope: 1 })
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
