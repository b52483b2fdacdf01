import { createSecretKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { SignJWT, UnsecuredJWT } from "jose"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { answering, hangingUp, stubServer } from "@/db/testing/stub-server"
import { verifyPluginToken } from "./plugin-token"
import { forgetPublicKeys, publicKeys, renewedPublicKeys } from "./public-key"

const KEY = "/ums/v1/security/public-key"
const stub = stubServer()
const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 })
const [current, previous, other] = [pair(), pair(), pair()]
const claims = { scopes: ["ACTION_NOTIFICATION"], tokenType: "SERVICE_INTERNAL" }
const inHalfAnHour = () => Math.floor(Date.now() / 1_000) + 1_800

const der = (key: KeyObject) => key.export({ format: "der", type: "spki" }).toString("base64")

function publish(publicKey: KeyObject, previousPublicKey?: KeyObject) {
  const second = previousPublicKey ? der(previousPublicKey) : null
  stub.on(KEY, answering(200, { publicKey: der(publicKey), previousPublicKey: second }))
}

function token(fields: object = {}, key: KeyObject = current.privateKey, alg = "RS512") {
  const payload = { ...claims, exp: inHalfAnHour(), serviceUserId: "s", jti: "j", ...fields }
  return new SignJWT(payload).setProtectedHeader({ alg }).sign(key)
}

beforeEach(() => {
  forgetPublicKeys()
  publish(current.publicKey, previous.publicKey)
})
afterEach(() => {
  vi.useRealTimers()
})

it("accepts BioT's token under the current and the previous key, asking for them once", async () => {
  expect(await verifyPluginToken(await token())).toEqual({ ok: true })
  expect(await verifyPluginToken(await token({}, previous.privateKey))).toEqual({ ok: true })
  expect(stub.requests(KEY)).toHaveLength(1)
})

it("refuses every claim that is not BioT calling a plugin", async () => {
  const now = Math.floor(Date.now() / 1_000)
  const cases: [object, string][] = [
    [{ exp: now - 61 }, "expired"],
    [{ exp: undefined }, "expired"],
    [{ exp: "tomorrow" }, "expired"],
    [{ scopes: ["UMS_MFA_LOGIN"] }, "wrong_scope"],
    [{ scopes: "ACTION_NOTIFICATION" }, "wrong_scope"],
    [{ scopes: undefined }, "wrong_scope"],
    [{ tokenType: "USER", sub: "a-patient" }, "wrong_token_type"],
    [{ tokenType: undefined }, "wrong_token_type"],
  ]
  for (const [fields, reason] of cases) {
    expect(await verifyPluginToken(await token(fields))).toEqual({ ok: false, reason })
  }
  expect(await verifyPluginToken(await token({ exp: now - 55 }))).toEqual({ ok: true })
})

it("refuses every algorithm but RS512", async () => {
  const secret = createSecretKey(Buffer.from(der(current.publicKey)))
  const pem = createSecretKey(
    Buffer.from(current.publicKey.export({ format: "pem", type: "spki" })),
  )
  const forged = [
    await token({}, secret, "HS512"),
    await token({}, pem, "HS256"),
    await token({}, current.privateKey, "RS256"),
    await token({}, current.privateKey, "PS512"),
  ]
  for (const jwt of forged) {
    const verdict = { ok: false, reason: "wrong_algorithm" }
    expect(await verifyPluginToken(jwt)).toEqual(verdict)
  }
  const unsecured = new UnsecuredJWT({ ...claims, exp: inHalfAnHour() }).encode()
  expect(await verifyPluginToken(unsecured)).toMatchObject({ ok: false })
})

it.each([[undefined], [null], [""], [7], [{}], ["a.b.c"], ["x"], ["x".repeat(20_000)]])(
  "refuses what is no token (%#)",
  async (jwt) => {
    expect(await verifyPluginToken(jwt)).toMatchObject({ ok: false })
  },
)

it("refuses a payload that was exchanged under a genuine signature", async () => {
  const [head, , signature] = (await token({ tokenType: "USER" })).split(".")
  const [, payload] = (await token()).split(".")
  const verdict = { ok: false, reason: "bad_signature" }
  expect(await verifyPluginToken(`${head}.${payload}.${signature}`)).toEqual(verdict)
})

it("asks for new keys at most once a minute, however many forgeries arrive", async () => {
  vi.useFakeTimers({ toFake: ["Date"] })
  await verifyPluginToken(await token())
  const forged = await token({}, other.privateKey)
  const verdict = { ok: false, reason: "bad_signature" }
  for (let n = 0; n < 20; n += 1) expect(await verifyPluginToken(forged)).toEqual(verdict)
  expect(stub.requests(KEY)).toHaveLength(1)
  vi.setSystemTime(Date.now() + 61_000)
  await Promise.all(Array.from({ length: 20 }, () => verifyPluginToken(forged)))
  expect(stub.requests(KEY)).toHaveLength(2)
})

it("follows BioT to a new key", async () => {
  vi.useFakeTimers({ toFake: ["Date"] })
  await verifyPluginToken(await token())
  publish(other.publicKey, current.publicKey)
  vi.setSystemTime(Date.now() + 61_000)
  expect(await verifyPluginToken(await token({}, other.privateKey))).toEqual({ ok: true })
  expect(await verifyPluginToken(await token())).toEqual({ ok: true })
  const retired = await token({}, previous.privateKey)
  expect(await verifyPluginToken(retired)).toMatchObject({ reason: "bad_signature" })
})

it("gives the new key to a call whose signature was being checked while another fetched it", async () => {
  vi.useFakeTimers({ toFake: ["Date"] })
  const tried = await publicKeys()
  publish(other.publicKey, current.publicKey)
  vi.setSystemTime(Date.now() + 61_000)
  const renewed = await renewedPublicKeys(tried)
  expect(renewed).not.toBeNull()
  expect(await renewedPublicKeys(tried)).toBe(renewed)
  expect(stub.requests(KEY)).toHaveLength(2)
})

it("says that it cannot tell while BioT's key cannot be had, and recovers", async () => {
  vi.useFakeTimers({ toFake: ["Date"] })
  const jwt = await token()
  const cannotTell = { ok: false, reason: "key_unavailable" }
  stub.on(KEY, hangingUp)
  expect(await verifyPluginToken(jwt)).toEqual(cannotTell)
  stub.on(KEY, answering(200, { publicKey: "bm90IGEga2V5" }))
  vi.setSystemTime(Date.now() + 3_000)
  expect(await verifyPluginToken(jwt)).toEqual(cannotTell)
  publish(current.publicKey)
  vi.setSystemTime(Date.now() + 3_000)
  expect(await verifyPluginToken(jwt)).toEqual({ ok: true })
})

it("goes on with the keys it holds while BioT is away", async () => {
  vi.useFakeTimers({ toFake: ["Date"] })
  await verifyPluginToken(await token())
  stub.on(KEY, answering(500, {}))
  vi.setSystemTime(Date.now() + 61_000)
  const forged = await verifyPluginToken(await token({}, other.privateKey))
  expect(forged).toEqual({ ok: false, reason: "bad_signature" })
  expect(await verifyPluginToken(await token())).toEqual({ ok: true })
})
