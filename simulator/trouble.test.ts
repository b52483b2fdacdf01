import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { startPlugin, startTestSimulator } from "./test-simulator"

let simulator: Awaited<ReturnType<typeof startTestSimulator>>
let plugin: Awaited<ReturnType<typeof startPlugin>>
let token: string

const EMMA = "+12025550101"
const ROBERT = "+12025550102"
const HOOKS = "/dispatcher/v1/hooks/notifications"
const PATIENTS = "/organization/v1/users/patients"
const text = (number = EMMA, body = "1") =>
  simulator.call("POST", `/simulator/phones/${encodeURIComponent(number)}/messages`, { body })
const fault = (body: object) => simulator.call("POST", "/simulator/faults", body)
const faults = async () =>
  (await simulator.call("GET", "/simulator/faults")).body.faults as object[]
const search = () => simulator.call("GET", PATIENTS, undefined, token)
const callWith = async (shape: object) => {
  await fault({ ...shape, times: 1 })
  await text()
  return plugin.calls.at(-1)!
}
const statusOf = async (number: string) => {
  const path = `/simulator/phones/${encodeURIComponent(number)}/messages`
  const { messages } = (await simulator.call("GET", path)).body as { messages: object[] }
  return messages.at(-1)
}

beforeAll(async () => {
  simulator = await startTestSimulator()
  plugin = await startPlugin()
})
afterAll(async () => {
  await simulator.stop()
  await plugin.stop()
})
beforeEach(async () => {
  await simulator.call("POST", "/simulator/reset", { subscriptions: "clear" })
  token = await simulator.serviceToken()
  for (const actionName of ["_incomingSms", "_updateEnabledState", "_update", "_delete"]) {
    const hook = { entityTypeName: "patient", actionName, endpoint: plugin.url }
    await simulator.call("POST", `${HOOKS}/subscribe`, hook, token)
  }
  plugin.calls.length = 0
})

test.each([
  ["error400", 400, "BAD_REQUEST"],
  ["tokenNotValid", 401, "TOKEN_NOT_VALID"],
  ["accessDenied", 403, "ACCESS_DENIED"],
  ["error404", 404, "NOT_FOUND"],
  ["error429", 429, "TOO_MANY_REQUESTS"],
  ["error500", 500, "INTERNAL_SERVER_ERROR"],
  ["error504", 504, "GATEWAY_TIMEOUT"],
])("%s strikes the endpoint it is for, as often as it is told", async (kind, status, code) => {
  await fault({ kind, endpoint: "search", skip: 1, times: 2 })
  const answers = [await search(), await search(), await search(), await search()]
  expect(answers.map((answer) => answer.status)).toEqual([200, status, status, 200])
  expect(answers[1]?.body).toMatchObject({ code, environment: "simulator" })
  expect(await faults()).toEqual([])
})

test("an endpoint can be slow, silent, cut off or no longer itself", async () => {
  const url = `${simulator.url()}/ums/v1/security/public-key`
  const ask = (ms = 2_000) => fetch(url, { signal: AbortSignal.timeout(ms) })
  await fault({ kind: "slow", endpoint: "publicKey", ms: 400, times: 1 })
  await expect(ask(100)).rejects.toMatchObject({ name: "TimeoutError" })
  await fault({ kind: "silent", endpoint: "publicKey", times: 1 })
  await expect(ask(200)).rejects.toMatchObject({ name: "TimeoutError" })
  await fault({ kind: "reset", endpoint: "any", times: 1 })
  await expect(ask()).rejects.toThrow("fetch failed")
  await fault({ kind: "notJson", endpoint: "publicKey", times: 1 })
  expect(await (await ask()).text()).toContain("<html>")
  await fault({ kind: "empty", endpoint: "publicKey", times: 1 })
  expect(await (await ask()).json()).toEqual({})
  expect(await (await ask()).json()).toMatchObject({ publicKey: expect.any(String) })
})

test("500 after it was done is told from 500 before", async () => {
  const hook = { entityTypeName: "patient", actionName: "_create", endpoint: plugin.url }
  const subscribe = () => simulator.call("POST", `${HOOKS}/subscribe`, hook, token)
  await fault({ kind: "error500", endpoint: "subscribe", times: 1 })
  expect((await subscribe()).status).toBe(500)
  await fault({ kind: "error500", endpoint: "subscribe", times: 1, accepted: true })
  expect((await subscribe()).status).toBe(500)
  expect((await subscribe()).status).toBe(409)
})

test.each([
  [{ kind: "skew", endpoint: "search" }],
  [{ kind: "tokenNotValid" }],
  [{ kind: "error500", endpoint: "nowhere" }],
  [{ kind: "traceId", value: "roman" }],
  [{ kind: "attributes" }],
  [{ kind: "slow", often: true }],
])("trouble that does not exist is refused: %j", async (wish) => {
  expect((await fault(wish)).status).toBe(400)
})

test("calls take every form that BioT's were seen in", async () => {
  const plain = await callWith({ kind: "traceId", value: "hex" })
  expect(plain.body.metadata.traceId).toMatch(/^[0-9a-f]{32}$/)
  const bare = await callWith({ kind: "traceId", value: "absent" })
  expect(bare.body.metadata).not.toHaveProperty("traceId")
  expect(bare.headers.traceparent).toBeUndefined()
  for (const value of ["en_US", "de-DE"]) {
    expect((await callWith({ kind: "locale", value })).body.data.entity._locale).toBe(value)
  }
  expect((await callWith({ kind: "locale" })).body.data.entity._locale).toBeNull()
  const nulls = await callWith({ kind: "attributes", value: "null" })
  expect(nulls.body.data.entity).toMatchObject({ _phone: EMMA, _template: null, sex: null })
  const few = await callWith({ kind: "attributes", value: "absent" })
  expect(Object.keys(few.body.data.entity).sort()).toEqual(["_id", "_ownerOrganization", "_phone"])
  const extra = await callWith({ kind: "attributes", value: "extra" })
  expect(extra.body.data.entity).toMatchObject({ tags: ["a", "b"], _referencers: null })
  const referred = await callWith({ kind: "attributes", value: "referencers" })
  expect(referred.body.data.entity._referencers).toHaveProperty("My Device")
  const address = await callWith({ kind: "sourceIp", value: "203.0.113.7:50123" })
  expect(address.body.metadata.initiator).toMatchObject({ sourceIpAddress: "203.0.113.7:50123" })
  const short = await callWith({ kind: "startTime", value: "seconds" })
  expect(short.body.metadata.startTime).toMatch(/:\d\dZ$/)
  const other = await callWith({ kind: "noIds" })
  expect(other.body.data.additionalData!.metadata).toMatchObject({
    ...{ inboundMessageId: null, previousPublishedMessageId: null, originationNumber: EMMA },
  })
  const unnumbered = await callWith({ kind: "noNumbers" })
  expect(unnumbered.body.data.additionalData!.metadata.originationNumber).toBeNull()
})

test("of two replies the later is delivered first", async () => {
  await fault({ kind: "reorder", times: 1 })
  expect(await text(EMMA, "first")).toMatchObject({
    body: { delivered: true, reason: "held_back" },
  })
  expect(await statusOf(EMMA)).toMatchObject({ status: "sending", reason: "held_back" })
  await text(EMMA, "second")
  const bodies = () =>
    plugin.calls.map(({ body }) => body.data.additionalData?.metadata.messageBody)
  await expect.poll(bodies).toEqual(["second", "first"])
  await expect.poll(() => statusOf(EMMA)).toMatchObject({ status: "delivered", reason: null })
  await fault({ kind: "reorder", ms: 100, times: 1 })
  await text(ROBERT, "alone")
  await expect.poll(bodies).toContain("alone")
})

test("a text that the portal turned away is lost, and says so", async () => {
  const hook = { entityTypeName: "patient", actionName: "_incomingSms", endpoint: plugin.url }
  await simulator.call("POST", `${HOOKS}/unsubscribe`, hook, token)
  const endpoint = `${simulator.url()}/dispatcher/v1/nothing`
  await simulator.call("POST", `${HOOKS}/subscribe`, { ...hook, endpoint }, token)
  expect(await text()).toMatchObject({ body: { delivered: false, reason: "plugin_answered_404" } })
  expect(await statusOf(EMMA)).toMatchObject({ status: "lost", reason: "plugin_answered_404" })
})

test("people who are disabled or deleted are told of as such", async () => {
  const _id = "0a7e0000-0000-4000-8000-000000000001"
  const upsert = (entity: object) =>
    simulator.call("POST", "/simulator/people/upsert", {
      kind: "patient",
      entity: { _id, ...entity },
    })
  await upsert({ _enabled: "DISABLED" })
  await upsert({ note: "x" })
  expect((await simulator.call("DELETE", `${PATIENTS}/${_id}`, undefined, token)).status).toBe(204)
  expect((await simulator.call("GET", `${PATIENTS}/${_id}`, undefined, token)).status).toBe(404)
  expect(plugin.calls.map(({ body }) => body.metadata.actionName)).toEqual([
    "_updateEnabledState",
    "_update",
    "_delete",
  ])
  const robert = "0a7e0000-0000-4000-8000-000000000002"
  await simulator.call("DELETE", `/simulator/people/${robert}`)
  expect(plugin.calls.at(-1)?.body.data.entity._id).toBe(robert)
})
