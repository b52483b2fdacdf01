import { createSecretKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { SignJWT, UnsecuredJWT } from "jose"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { answering, hangingUp, stubServer } from "@/db/testing/stub-server"
import { verifyPluginToken } from "./plugin-token"
import { decideHeldCalls, forgetPublicKeys } from "./public-key"

const KEY = "/ums/v1/security/public-key"
const stub = stubServer()
const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 })
const [current, previous, other] = [pair(), pair(), pair()]
const claims = { scopes: ["ACTION_NOTIFICATION"], tokenType: "SERVICE_INTERNAL" }
const inHalfAnHour = () => Math.floor(Date.now() / 1_000) + 1_800

const FAKED: ("Date" | "setTimeout" | "clearTimeout")[] = ["Date", "setTimeout", "clearTimeout"]
/** Long enough for what is under way to come to where it waits. */
const realTimeout = setTimeout
const settled = () => new Promise((resolve) => realTimeout(resolve, 100))

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

const flood = (jwt: string, calls = 20) =>
  Promise.all(Array.from({ length: calls }, () => verifyPluginToken(jwt)))

it("asks for new keys at most once a minute, however many forgeries arrive", async () => {
  vi.useFakeTimers({ toFake: FAKED })
  await verifyPluginToken(await token())
  const forged = await token({}, other.privateKey)
  const verdict = { ok: false, reason: "bad_signature" }
  for (const minute of [1, 2, 3]) {
    await vi.advanceTimersByTimeAsync(1)
    const held = flood(forged)
    await settled()
    expect(stub.requests(KEY)).toHaveLength(minute)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await held).toEqual(Array(20).fill(verdict))
    expect(stub.requests(KEY)).toHaveLength(minute + 1)
  }
})

it("never has BioT asked, nor a caller wait, by what no key would make good", async () => {
  await verifyPluginToken(await token())
  const seconds = Math.floor(Date.now() / 1_000)
  const signed = await token({}, other.privateKey)
  for (const jwt of [
    await token({ exp: seconds - 61 }, other.privateKey),
    await token({ exp: undefined }, other.privateKey),
    await token({ exp: "tomorrow" }, other.privateKey),
    await token({ scopes: ["PROTECTED_API"] }, other.privateKey),
    await token({ tokenType: "USER" }, other.privateKey),
    signed.slice(0, -4),
    `${signed.slice(0, signed.lastIndexOf("."))}.AAAA`,
  ]) {
    const verdict = { ok: false, reason: "bad_signature" }
    expect(await verifyPluginToken(jwt)).toEqual(verdict)
  }
  expect(stub.requests(KEY)).toHaveLength(1)
})

it("loses no genuine call to forgeries that used up the minute before a rotation", async () => {
  vi.useFakeTimers({ toFake: FAKED })
  await verifyPluginToken(await token())
  await vi.advanceTimersByTimeAsync(60_001)
  expect(await verifyPluginToken(await token({}, previous.privateKey))).toEqual({ ok: true })
  const forged = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey
  expect(await verifyPluginToken(await token({}, forged))).toMatchObject({ ok: false })
  publish(other.publicKey, current.publicKey)
  await vi.advanceTimersByTimeAsync(1_000)
  // It expires while it waits, and counts as of when it came.
  const exp = Math.floor(Date.now() / 1_000) + 5
  const genuine = verifyPluginToken(await token({ exp }, other.privateKey))
  const held = flood(await token({}, forged), 100)
  await settled()
  const known = await verifyPluginToken(await token())
  expect(known).toEqual({ ok: true })
  expect(stub.requests(KEY)).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await genuine).toEqual({ ok: true })
  expect(new Set((await held).map(({ ok }) => ok))).toEqual(new Set([false]))
  expect(stub.requests(KEY)).toHaveLength(3)
})

it("holds no more than 500 calls, and says of the others that it cannot tell", async () => {
  vi.useFakeTimers({ toFake: FAKED })
  await verifyPluginToken(await token())
  await vi.advanceTimersByTimeAsync(1)
  const forged = await token({}, other.privateKey)
  const answers: unknown[] = []
  const all = Array.from({ length: 510 }, () =>
    verifyPluginToken(forged).then((verdict) => answers.push(verdict)),
  )
  await expect.poll(() => answers.length).toBe(10)
  expect(answers).toEqual(Array(10).fill({ ok: false, reason: "key_unavailable" }))
  expect(await verifyPluginToken(await token())).toEqual({ ok: true })
  await vi.advanceTimersByTimeAsync(60_000)
  await Promise.all(all)
  expect(answers.slice(10)).toEqual(Array(500).fill({ ok: false, reason: "bad_signature" }))
})

it("decides what it holds before the process ends, asking once", async () => {
  await verifyPluginToken(await token())
  publish(other.publicKey, current.publicKey)
  await new Promise((resolve) => setTimeout(resolve, 5))
  const answers: unknown[] = []
  const held = flood(await token({}, other.privateKey), 5).then((all) => answers.push(...all))
  await expect
    .poll(() => {
      decideHeldCalls()
      return answers
    })
    .toEqual(Array(5).fill({ ok: true }))
  await held
  expect(stub.requests(KEY)).toHaveLength(2)
})

it("drops a key that BioT withdrew, without anybody sending a forgery", async () => {
  vi.useFakeTimers({ toFake: ["Date"] })
  await verifyPluginToken(await token())
  publish(other.publicKey)
  vi.setSystemTime(Date.now() + 5 * 60_000)
  expect(await verifyPluginToken(await token())).toEqual({ ok: true })
  await settled()
  expect(stub.requests(KEY)).toHaveLength(2)
  expect(await verifyPluginToken(await token())).toMatchObject({ reason: "bad_signature" })
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

/** Lets `ms` pass, a second at a time, so that what is asked on the way is really answered. */
async function pass(ms: number) {
  for (let left = ms; left > 0; left -= 1_000) {
    await vi.advanceTimersByTimeAsync(1_000)
    await new Promise((resolve) => realTimeout(resolve, 10))
  }
}

it("loses no genuine call that comes before BioT gave its first key", async () => {
  vi.useFakeTimers({ toFake: FAKED })
  stub.on(KEY, hangingUp)
  const held = flood(await token(), 5)
  await settled()
  const asked = stub.requests(KEY).length
  stub.on(KEY, answering(200, { publicKey: "bm90IGEga2V5" }))
  await pass(10_000)
  expect(stub.requests(KEY).length).toBeLessThanOrEqual(asked + 5)
  publish(current.publicKey)
  await pass(3_000)
  expect(await held).toEqual(Array(5).fill({ ok: true }))
})

it("says that it cannot tell when BioT's key could not be had for a minute, and recovers", async () => {
  vi.useFakeTimers({ toFake: FAKED })
  const cannotTell = { ok: false, reason: "key_unavailable" }
  stub.on(KEY, answering(503, {}))
  const answers: unknown[] = []
  const held = flood(await token(), 5).then((all) => answers.push(...all))
  await settled()
  await pass(50_000)
  expect(answers).toEqual([])
  await pass(15_000)
  await held
  expect(answers).toEqual(Array(5).fill(cannotTell))
  expect(stub.requests(KEY).length).toBeLessThanOrEqual(33)
  // What no key would make good does not wait.
  expect(await verifyPluginToken("a.b.c")).toEqual(cannotTell)
  publish(current.publicKey)
  await pass(3_000)
  expect(await verifyPluginToken(await token())).toEqual({ ok: true })
})

it("holds no more than 500 calls without a key", async () => {
  stub.on(KEY, answering(503, {}))
  const answers: unknown[] = []
  const jwt = await token()
  const all = Array.from({ length: 510 }, () =>
    verifyPluginToken(jwt).then((verdict) => answers.push(verdict)),
  )
  await expect.poll(() => answers.length).toBe(10)
  await expect.poll(() => stub.requests(KEY).length).toBeGreaterThan(0)
  expect(answers).toEqual(Array(10).fill({ ok: false, reason: "key_unavailable" }))
  decideHeldCalls()
  await Promise.all(all)
  expect(answers).toHaveLength(510)
})

it("holds nothing without a key once the process is told to end", async () => {
  stub.on(KEY, answering(503, {}))
  const held = flood(await token(), 5)
  await expect.poll(() => stub.requests(KEY).length).toBe(1)
  await settled()
  decideHeldCalls()
  expect(await held).toEqual(Array(5).fill({ ok: false, reason: "key_unavailable" }))
  expect(stub.requests(KEY)).toHaveLength(2)
})

it("goes on with the keys it holds while BioT is away", async () => {
  vi.useFakeTimers({ toFake: ["Date"] })
  await verifyPluginToken(await token())
  stub.on(KEY, answering(500, {}))
  vi.setSystemTime(Date.now() + 61_000)
  const unknown = await verifyPluginToken(await token({}, other.privateKey))
  expect(unknown).toEqual({ ok: false, reason: "key_unavailable" })
  expect(await verifyPluginToken(await token())).toEqual({ ok: true })
})
