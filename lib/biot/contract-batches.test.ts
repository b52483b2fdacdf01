import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { EMMA } from "@/db/testing/contract/rows"
import { contractWorld } from "@/db/testing/contract/world"
import { peoplePages } from "./directory"
import { dedupeKey, parseEnvelope } from "./envelope"
import { login } from "./people"
import { verifyPluginToken } from "./plugin-token"
import { forgetPublicKeys } from "./public-key"
import { sendSms } from "./sms"
import { listSubscriptions, registerPlugin } from "./subscriptions"

const world = contractWorld()
const TRACE = "0123456789abcdef0123456789abcdef"
const text = (body: string) => ({ phone: EMMA.phone, body, traceId: TRACE })
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Ends every token made so far: neither of the two keys that count signed it. */
async function endTokens() {
  await world.rotateKeys()
  await world.rotateKeys()
}

async function idsPagewise(between: () => Promise<unknown>) {
  const ids: string[] = []
  for await (const page of peoplePages("patient")) {
    ids.push(...page.items.map(({ id }) => id))
    await between()
  }
  return ids
}

describe("a token that ends in the middle of a batch", () => {
  const added = 220
  let total = 0
  beforeAll(async () => {
    total = (await idsPagewise(async () => {})).length + added
    for (let n = 0; n < added; n += 1) {
      const _name = { firstName: "Pat", lastName: `Number ${n}` }
      await world.upsert("patient", { entity: { _name } })
    }
  })

  it.each<[string, () => Promise<unknown>]>([
    ["by its time", () => pause(2_050)],
    ["before its time", endTokens],
  ])("costs no page and brings nobody twice: %s", async (_, between) => {
    await world.settings({ accessTokenSeconds: 1 })
    const ids = await idsPagewise(between)
    expect(ids.length).toBe(total)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it("brings every page when a page is refused once, and fails when it is refused twice", async () => {
    await world.fault({ kind: "tokenNotValid", endpoint: "search", skip: 1, times: 1 })
    expect((await idsPagewise(async () => {})).length).toBe(total)
    await world.fault({ kind: "tokenNotValid", endpoint: "search", skip: 1, times: 2 })
    await expect(idsPagewise(async () => {})).rejects.toMatchObject({ status: 401 })
  })

  it("costs no text and sends none twice", async () => {
    await world.settings({ accessTokenSeconds: 1 })
    const bodies = Array.from({ length: 6 }, (_, n) => `in the middle ${n}`)
    for (const [n, body] of bodies.entries()) {
      if (n === 2) await pause(2_100)
      if (n === 4) await endTokens()
      expect(await sendSms(text(body))).toMatchObject({ ok: true })
    }
    await endTokens()
    const together = Array.from({ length: 10 }, (_, n) => `at once ${n}`)
    const sent = await Promise.all(together.map((body) => sendSms(text(body))))
    expect(new Set(sent.map(({ ok }) => ok))).toEqual(new Set([true]))
    const arrived = await world.textsTo(EMMA.phone)
    for (const body of [...bodies, ...together]) {
      expect(arrived.filter((one) => one === body)).toHaveLength(1)
    }
  })

  it("leaves no doubt about a text that was refused for its token twice", async () => {
    await world.fault({ kind: "tokenNotValid", endpoint: "send" })
    const refused = { ok: false, outcome: "failed", reason: "TOKEN_NOT_VALID" }
    expect(await sendSms(text("never"))).toEqual(refused)
    await world.calm()
    await world.fault({ kind: "error500", endpoint: "send", times: 1, accepted: true })
    expect(await sendSms(text("once"))).toMatchObject({ outcome: "unknown" })
    const arrived = await world.textsTo(EMMA.phone)
    expect(arrived).not.toContain("never")
    expect(arrived.filter((one) => one === "once")).toHaveLength(1)
  })
})

describe("BioT's key", () => {
  it("may change between two calls, and both keys count", async () => {
    const before = await world.makeToken()
    expect(await verifyPluginToken(before)).toEqual({ ok: true })
    await world.rotateKeys()
    vi.useFakeTimers({ toFake: ["Date"] })
    vi.setSystemTime(Date.now() + 61_000)
    expect(await verifyPluginToken(await world.makeToken())).toEqual({ ok: true })
    expect(await verifyPluginToken(await world.makeToken({ key: "previous" }))).toEqual({
      ok: true,
    })
    expect(await verifyPluginToken(before)).toEqual({ ok: true })
    vi.useRealTimers()
  })

  it("signs much that is no call of a plugin", async () => {
    const session = await world.session()
    const refused: [string, string][] = [
      [session.accessToken, "wrong_scope"],
      [(await world.firstStep()).accessToken, "wrong_scope"],
      [await world.makeToken({ alg: "RS256" }), "wrong_algorithm"],
      [await world.makeToken({ alg: "HS512" }), "wrong_algorithm"],
      [await world.makeToken({ alg: "none" }), "wrong_algorithm"],
      [await world.makeToken({ expiresInSeconds: -120 }), "expired"],
      [await world.makeToken({ claims: { exp: null } }), "expired"],
      [await world.makeToken({ claims: { tokenType: "USER" } }), "wrong_token_type"],
    ]
    for (const [jwt, reason] of refused) {
      expect(await verifyPluginToken(jwt)).toEqual({ ok: false, reason })
    }
    forgetPublicKeys()
    const forged = await world.makeToken({ key: "unknown" })
    expect(await verifyPluginToken(forged)).toEqual({ ok: false, reason: "bad_signature" })
    const own = await login("emma.johnson@lakeside.example", "demo-password")
    const patient = own.ok ? own.accessToken : ""
    expect(await verifyPluginToken(patient)).toEqual({ ok: false, reason: "wrong_scope" })
  })
})

describe("the plugin", () => {
  const bodies: Record<string, unknown>[] = []
  let plugin: Server
  let publicUrl: string
  beforeAll(async () => {
    plugin = createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      bodies.push(JSON.parse(Buffer.concat(parts).toString()))
      response.end()
    })
    await new Promise<void>((resolve) => plugin.listen(0, "127.0.0.1", resolve))
    publicUrl = `http://127.0.0.1:${(plugin.address() as AddressInfo).port}`
    await registerPlugin(publicUrl, "an-older-plugin-secret")
    expect(await registerPlugin(publicUrl, "a-plugin-secret-of-tests")).toHaveLength(6)
  })
  afterAll(() => plugin.close())

  const reply = (body: string) =>
    world
      .simulator()
      .control("POST", `/simulator/phones/${encodeURIComponent(EMMA.phone)}/messages`, { body })
  const read = (body: unknown) => {
    const parsed = parseEnvelope(body)
    if (!parsed.ok) throw new Error(parsed.issues.join())
    return parsed.call
  }

  it("is called with a genuine reply, and reads it", async () => {
    const endpoints = (await listSubscriptions()).map(({ endpoint }) => endpoint)
    expect(endpoints.filter((one) => one.startsWith(publicUrl))).toHaveLength(3)
    await world.settings({ idMode: "H1" })
    const sent = await sendSms(text("Reply 1"))
    await reply("1")
    await reply("1")
    const [first, second] = bodies
    expect(await verifyPluginToken(first?.jwt)).toEqual({ ok: true })
    expect(read(first)).toMatchObject({
      ...{ entityTypeName: "patient", actionName: "_incomingSms", status: "SUCCESS" },
      ...{ senderId: EMMA.id, originationNumber: EMMA.phone, messageBody: "1", locale: "en-US" },
      ...{ organizationId: "0a51de00-0000-4000-8000-000000000001" },
      inboundMessageId: sent.ok ? sent.messageId : null,
    })
    expect(dedupeKey(first)).not.toBe(dedupeKey(second))
  })

  it.each([
    [{ kind: "traceId", value: "hex" }, { traceId: expect.stringMatching(/^[0-9a-f]{32}$/) }],
    [{ kind: "traceId", value: "absent" }, { traceId: null }],
    [{ kind: "locale", value: "de-DE" }, { locale: "de-DE" }],
    [{ kind: "locale", value: "en_US" }, { locale: "en-US" }],
    [{ kind: "locale" }, { locale: null }],
    [{ kind: "strippedPhi" }, { entityPhone: null, originationNumber: EMMA.phone }],
    [{ kind: "attributes", value: "null" }, { senderId: EMMA.id }],
    [
      { kind: "attributes", value: "absent" },
      { senderId: EMMA.id, locale: null },
    ],
    [{ kind: "attributes", value: "extra" }, { senderId: EMMA.id }],
    [{ kind: "attributes", value: "referencers" }, { senderId: EMMA.id }],
    [{ kind: "sourceIp", value: "203.0.113.7:50123" }, { originationNumber: EMMA.phone }],
    [{ kind: "startTime", value: "seconds" }, { startTime: expect.stringMatching(/:\d\dZ$/) }],
    [{ kind: "startTime", value: "absent" }, { startTime: null }],
    [{ kind: "noIds" }, { inboundMessageId: null, previousMessageId: null }],
    [{ kind: "noNumbers" }, { originationNumber: EMMA.phone, destinationNumber: null }],
  ])("reads every form of a call: %j", async (fault, expected) => {
    await world.fault(fault)
    await reply("2")
    expect(read(bodies.at(-1))).toMatchObject({ messageBody: "2", ...expected })
  })
})
