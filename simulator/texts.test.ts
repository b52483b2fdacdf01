import { createPublicKey, verify } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { startPlugin, startTestSimulator } from "./test-simulator"

let simulator: Awaited<ReturnType<typeof startTestSimulator>>
let plugin: Awaited<ReturnType<typeof startPlugin>>
let token: string

const EMMA = "+12025550101"
const send = (phoneNumber = EMMA, message = "Time for your medicine", as = token) =>
  simulator.call("POST", "/notification/v1/sms/send", { phoneNumber, message }, as)
const text = (number: string, body = "1") =>
  simulator.call("POST", `/simulator/phones/${encodeURIComponent(number)}/messages`, { body })
const fault = (body: object) => simulator.call("POST", "/simulator/faults", body)
const sent = async () => (await simulator.call("GET", "/simulator/sms")).body.messages as object[]
const lastCall = () => plugin.calls.at(-1)!
const idsOf = () => lastCall().body.data.additionalData!.metadata
const subscription = () => ({
  entityTypeName: "patient",
  actionName: "_incomingSms",
  endpoint: plugin.url,
})

beforeAll(async () => {
  simulator = await startTestSimulator()
  plugin = await startPlugin()
})
afterAll(async () => {
  await simulator.stop()
  await plugin.stop()
})
beforeEach(async () => {
  await simulator.call("POST", "/simulator/reset", { seed: "clinic", subscriptions: "clear" })
  await simulator.call("POST", "/simulator/settings", { ratePerSecond: 1000 })
  token = await simulator.serviceToken()
  await simulator.call(
    "POST",
    "/dispatcher/v1/hooks/notifications/subscribe",
    subscription(),
    token,
  )
  plugin.calls.length = 0
})

test("only the service user sends, and only to a full number", async () => {
  const login = { username: "maya.rosen@lakeside.example", password: "demo-password" }
  const { body } = await simulator.call("POST", "/ums/v2/users/login", login)
  const staff = (body.accessJwt as { token: string }).token
  expect(await send(EMMA, "x", staff)).toMatchObject({
    status: 403,
    body: { code: "ACCESS_DENIED" },
  })
  expect((await send("+123456789012345")).status).toBe(400)
  expect((await send("+1 202")).status).toBe(400)
  expect((await send()).body.messageId).toMatch(/^[0-9a-f-]{36}$/)
})

test("more than the rate is 429", async () => {
  await simulator.call("POST", "/simulator/settings", { ratePerSecond: 2 })
  await new Promise((resolve) => setTimeout(resolve, 1_050))
  const statuses = (await Promise.all([send(), send(), send()])).map((answer) => answer.status)
  expect(statuses.sort()).toEqual([200, 200, 429])
})

test("the same subscription twice is 409, and gone is 204", async () => {
  const path = "/dispatcher/v1/hooks/notifications"
  expect((await simulator.call("POST", `${path}/subscribe`, subscription(), token)).status).toBe(
    409,
  )
  expect((await simulator.call("GET", path, undefined, token)).body.data).toHaveLength(1)
  expect((await simulator.call("POST", `${path}/unsubscribe`, subscription(), token)).status).toBe(
    204,
  )
  expect((await simulator.call("POST", `${path}/unsubscribe`, subscription(), token)).status).toBe(
    404,
  )
})

test("a reply reaches the plugin as the article shows, signed", async () => {
  await send()
  const answer = await text(EMMA, "Medication Taken")
  expect(answer).toMatchObject({ status: 202, body: { delivered: true, answers: [200] } })
  const { headers, body } = lastCall()
  expect(headers).toMatchObject({ hooktype: "NOTIFICATION", traceparent: body.metadata.traceId })
  expect(headers.authorization).toBeUndefined()
  expect(body.metadata).toMatchObject({ entityTypeName: "patient", status: "SUCCESS" })
  expect(body.metadata.startTime).toMatch(/\.\d{9}Z$/)
  expect(body.data.entity._phone).toBe(EMMA)
  expect(idsOf()).toMatchObject({ originationNumber: EMMA, messageBody: "Medication Taken" })
  const [header = "", payload = "", signature = ""] = body.jwt.split(".")
  expect(Buffer.from(header, "base64url").toString()).toBe('{"alg":"RS512"}')
  const published = (await simulator.call("GET", "/ums/v1/security/public-key")).body
  const der = Buffer.from(String(published.publicKey), "base64")
  const key = createPublicKey({ key: der, format: "der", type: "spki" })
  const data = Buffer.from(`${header}.${payload}`)
  expect(verify("sha512", data, key, Buffer.from(signature, "base64url"))).toBe(true)
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString())
  expect(claims).toMatchObject({ scopes: ["ACTION_NOTIFICATION"], tokenType: "SERVICE_INTERNAL" })
})

test("ids under H1, H2 and H3", async () => {
  const { messageId } = (await send()).body
  const reply = async (idMode: string) => {
    await simulator.call("POST", "/simulator/settings", { idMode })
    await text(EMMA)
    return idsOf()
  }
  expect((await reply("H1")).inboundMessageId).toBe(messageId)
  expect((await reply("H1")).inboundMessageId).toBe(messageId)
  const aws = await reply("H2")
  expect(aws.previousPublishedMessageId).toBe(messageId)
  expect((await reply("H2")).inboundMessageId).not.toBe(aws.inboundMessageId)
  expect(Object.values(await reply("H3"))).not.toContain(messageId)
})

test.each([
  ["+12025550103", "several_owners"],
  ["+12025550199", "no_owner"],
  ["+254700000019", "no_static_number"],
  ["+12025550154", "no_subscription"],
])("a text from %s is lost: %s", async (number, reason) => {
  expect(await text(number)).toMatchObject({ status: 202, body: { delivered: false, reason } })
  expect(plugin.calls).toHaveLength(0)
})

test.each([
  ["error400", 400, 0],
  ["error429", 429, 0],
  ["error500", 500, 1],
  ["noMessageId", 200, 1],
] as const)("%s answers %i once, %i goes out", async (kind, status, count) => {
  await fault({ kind, times: 1 })
  const answer = await send()
  expect(answer.status).toBe(status)
  expect(answer.body.messageId).toBeUndefined()
  expect(await sent()).toHaveLength(count)
  expect((await send()).body.messageId).toBeTruthy()
})

test("silence and resets leave the sender in the dark", async () => {
  await fault({ kind: "acceptThenSilent", times: 1 })
  const init = {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ phoneNumber: EMMA, message: "Hello" }),
    signal: AbortSignal.timeout(400),
  }
  const url = `${simulator.url()}/notification/v1/sms/send`
  await expect(fetch(url, init)).rejects.toMatchObject({ name: "TimeoutError" })
  expect(await sent()).toHaveLength(1)
  await fault({ kind: "reset", times: 1 })
  await expect(send()).rejects.toThrow("fetch failed")
  await fault({ kind: "reset", times: 1, accepted: true })
  await expect(send()).rejects.toThrow("fetch failed")
  expect(await sent()).toHaveLength(2)
})

test("duplicates, skew, hidden data and delay", async () => {
  await fault({ kind: "duplicates", copies: 5, times: 1 })
  await text(EMMA)
  expect(plugin.calls).toHaveLength(5)
  expect(new Set(plugin.calls.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  await fault({ kind: "skew", ms: 600_000, number: EMMA })
  await fault({ kind: "strippedPhi" })
  await text(EMMA)
  const { metadata, data } = lastCall().body
  expect(Date.parse(String(metadata.startTime)) - Date.now()).toBeGreaterThan(500_000)
  expect(data.entity).toMatchObject({ _name: null, _phone: null })
  await simulator.call("DELETE", "/simulator/faults")
  await fault({ kind: "delay", ms: 200, times: 1 })
  const before = plugin.calls.length
  await text(EMMA)
  expect(plugin.calls).toHaveLength(before)
  await expect.poll(() => plugin.calls.length).toBe(before + 1)
})

test("what happened survives a restart, and the phones are told live", async () => {
  await send()
  await simulator.restart()
  expect(await sent()).toHaveLength(1)
  const stream = await fetch(`${simulator.url()}/simulator/live`)
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toContain("event: ready")
  await send()
  expect((await reader.read()).value).toContain("event: message")
  await reader.cancel()
})
