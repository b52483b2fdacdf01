import http from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { type RunningSimulator, startSimulator } from "@/db/testing/simulator"
import { testEnvironment } from "@/db/testing/stub-server"
import { organizationPages, type Page, peoplePages } from "./directory"
import { dedupeKey, parseEnvelope } from "./envelope"
import { login, logout, refresh, whoAmI } from "./people"
import { verifyPluginToken } from "./plugin-token"
import { forgetPublicKeys } from "./public-key"
import { forgetServiceToken, isBiotReachable } from "./service-token"
import { sendSms, smsConfigured } from "./sms"
import { listSubscriptions, registerPlugin } from "./subscriptions"

let simulator: RunningSimulator
const traceId = "0123456789abcdef0123456789abcdef"

beforeAll(async () => {
  simulator = await startSimulator()
  testEnvironment({ BIOT_BASE_URL: simulator.url })
})
afterAll(() => simulator?.stop())
beforeEach(async () => {
  await simulator.control("DELETE", "/simulator/faults")
  await simulator.control("POST", "/simulator/settings", { ratePerSecond: 1_000 })
})

async function all<T>(pages: AsyncGenerator<Page<T>>): Promise<T[]> {
  const items: T[] = []
  for await (const page of pages) {
    expect(page.unreadable).toBe(0)
    items.push(...page.items)
  }
  return items
}

async function aStaffMember(role: string) {
  const { people } = await simulator.control<{ people: Record<string, string>[] }>(
    "GET",
    "/simulator/people",
  )
  const found = people.find((person) => person.role === role)
  if (!found?.username || !found.password) throw new Error(`no ${role}`)
  return { username: found.username, password: found.password }
}

it("answers the health check and has an SMS provider", async () => {
  expect(await isBiotReachable()).toBe(true)
  expect(await smsConfigured()).toBe(true)
})

it.each([
  ["clinician", "caregiver"],
  ["coordinator", "organization-user"],
  ["admin", "organization-user"],
])("signs a %s in, renews and ends the session", async (role, userType) => {
  const { username, password } = await aStaffMember(role)
  const session = await login(username, password)
  if (!session.ok) throw new Error(session.reason)
  const self = await whoAmI(session.accessToken)
  expect(self).toMatchObject({
    ok: true,
    person: { id: session.userId, userType, organizationId: session.organizationId },
  })
  const renewed = await refresh(session.refreshToken ?? "")
  if (!renewed.ok) throw new Error(renewed.reason)
  expect(await logout(renewed.refreshToken ?? "")).toBe(true)
  expect(await refresh(renewed.refreshToken ?? "")).toEqual({ ok: false, reason: "ended" })
})

it("refuses a wrong password and a token of nobody", async () => {
  const { username } = await aStaffMember("admin")
  expect(await login(username, "wrong")).toEqual({ ok: false, reason: "wrong_credentials" })
  expect(await whoAmI("no-token")).toEqual({ ok: false, reason: "ended" })
})

it("reads everybody, and after an instant only whoever changed since", async () => {
  const [organizations, patients] = [
    await all(organizationPages()),
    await all(peoplePages("patient")),
  ]
  expect(organizations.length).toBeGreaterThan(1)
  for (const { timeZone } of organizations) expect(timeZone).toMatch(/\//)
  expect(patients.length).toBeGreaterThan(20)
  expect((await all(peoplePages("caregiver"))).length).toBeGreaterThan(0)
  expect((await all(peoplePages("organization-user"))).length).toBeGreaterThan(0)
  const [someone] = patients
  const entity = { _id: someone?.id, _phone: "+12025550999" }
  const now = Date.now()
  await simulator.control("POST", "/simulator/people/upsert", { kind: "patient", entity })
  const changed = await all(peoplePages("patient", { modifiedSince: now - 1 }))
  expect(changed).toMatchObject([{ id: someone?.id, phone: "+12025550999" }])
  expect(await all(peoplePages("patient", { phone: "+12025550999" }))).toHaveLength(1)
})

it("sends a text, and tells each way in which it can fail", async () => {
  const text = { phone: "+12025550101", body: "Reply 1", traceId }
  const sent = await sendSms(text)
  expect(sent).toMatchObject({ ok: true, messageId: expect.any(String) })
  expect(await sendSms({ ...text, phone: "+123456789012345" })).toMatchObject({ outcome: "failed" })
  const expected = {
    error400: { outcome: "failed" },
    error429: { outcome: "retry" },
    error500: { outcome: "unknown" },
    reset: { outcome: "unknown" },
    noMessageId: { ok: true, messageId: null },
  }
  for (const [kind, result] of Object.entries(expected)) {
    await simulator.control("POST", "/simulator/faults", { kind, times: 1 })
    expect(await sendSms(text), kind).toMatchObject(result)
    await simulator.control("DELETE", "/simulator/faults")
  }
})

it("accepts BioT's token, before and after its key changes, and no other", async () => {
  const make = async (body: object) =>
    (await simulator.control<{ jwt: string }>("POST", "/simulator/tokens", body)).jwt
  forgetPublicKeys()
  const before = await make({})
  expect(await verifyPluginToken(before)).toEqual({ ok: true })
  await simulator.control("POST", "/simulator/keys/rotate")
  forgetPublicKeys()
  expect(await verifyPluginToken(await make({}))).toEqual({ ok: true })
  expect(await verifyPluginToken(before)).toEqual({ ok: true })
  const others = [
    { key: "unknown" },
    { alg: "RS256" },
    { alg: "HS512" },
    { alg: "none" },
    { expiresInSeconds: -120 },
    { claims: { exp: null } },
    { claims: { scopes: [] } },
    { claims: { tokenType: "USER" } },
  ]
  for (const body of others) {
    expect(await verifyPluginToken(await make(body)), JSON.stringify(body)).toMatchObject({
      ok: false,
    })
  }
  const { username, password } = await aStaffMember("admin")
  const session = await login(username, password)
  const mine = session.ok ? session.accessToken : ""
  expect(await verifyPluginToken(mine)).toMatchObject({ ok: false, reason: "wrong_scope" })
})

it("logs in again when the simulator forgets a token's key", async () => {
  expect(await smsConfigured()).toBe(true)
  await simulator.control("POST", "/simulator/keys/rotate")
  await simulator.control("POST", "/simulator/keys/rotate")
  expect(await smsConfigured()).toBe(true)
  forgetServiceToken()
})

it("registers, is called with a genuine reply, and reads it", async () => {
  const bodies: Record<string, unknown>[] = []
  const plugin = http.createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    bodies.push(JSON.parse(Buffer.concat(parts).toString()))
    response.end()
  })
  await new Promise<void>((resolve) => plugin.listen(0, "127.0.0.1", resolve))
  const publicUrl = `http://127.0.0.1:${(plugin.address() as AddressInfo).port}`
  await registerPlugin(publicUrl, "an-older-plugin-secret")
  expect(await registerPlugin(publicUrl, "a-plugin-secret-of-tests")).toHaveLength(6)
  const mine = (await listSubscriptions()).filter((each) => each.endpoint.startsWith(publicUrl))
  expect(mine).toHaveLength(3)

  const patients = await all(peoplePages("patient"))
  const patient = patients.find((each) => each.phone && each.isEnabled)
  const phone = patient?.phone ?? ""
  forgetPublicKeys()
  await simulator.control("POST", "/simulator/settings", { idMode: "H1" })
  const sent = await sendSms({ phone, body: "Reply 1", traceId })
  const path = `/simulator/phones/${encodeURIComponent(phone)}/messages`
  await simulator.control("POST", path, { body: "1" })
  await simulator.control("POST", path, { body: "1" })
  plugin.close()
  const [first, second] = bodies
  expect(await verifyPluginToken(first?.jwt)).toEqual({ ok: true })
  const parsed = parseEnvelope(first)
  expect(parsed).toMatchObject({
    ok: true,
    call: {
      entityTypeName: "patient",
      actionName: "_incomingSms",
      status: "SUCCESS",
      senderId: patient?.id,
      organizationId: patient?.organizationId,
      originationNumber: phone,
      messageBody: "1",
      inboundMessageId: sent.ok ? sent.messageId : null,
      locale: patient?.locale,
    },
  })
  expect(dedupeKey(first)).not.toBe(dedupeKey(second))
})
