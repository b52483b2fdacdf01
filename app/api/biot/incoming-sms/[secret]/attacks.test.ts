import http from "node:http"
import { afterEach, describe, expect, it, vi } from "vitest"
import { pluginAttacks, type TokenWish } from "@/db/testing/plugin-attacks"
import { PLUGIN_SECRET } from "@/db/testing/plugin-calls"
import { login } from "@/lib/biot/people"
import { POST } from "./route"

const KIB = 1024
const MINUTE_MS = 60_000
const attacks = pluginAttacks(POST)
const { token, reply, post, postJson, harmless, storedOnce, contents } = attacks
const realTimeout = setTimeout
const pause = (ms: number) => new Promise((resolve) => realTimeout(resolve, ms))
const rotateKeys = () => attacks.simulator().control("POST", "/simulator/keys/rotate")

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe("a token that is not BioT calling a plugin", () => {
  it.each<[string, TokenWish]>([
    ["without a signature", { alg: "none" }],
    ["of HS512 keyed with the public key", { alg: "HS512" }],
    ["of RS256 by the right key", { alg: "RS256" }],
    ["of a key that BioT never published", { key: "unknown" }],
    ["without an expiry", { claims: { exp: null } }],
    ["with an expiry in words", { claims: { exp: "2099-01-01" } }],
    ["that has expired", { expiresInSeconds: -61 }],
    ["that expired long ago", { expiresInSeconds: -86_400 }],
    ["that is not valid yet", { claims: { nbf: Math.floor(Date.now() / 1_000) + 3_600 } }],
    ["of another scope", { claims: { scopes: ["PROTECTED_API"] } }],
    ["whose scope only begins so", { claims: { scopes: ["ACTION_NOTIFICATION_READ"] } }],
    ["whose scopes are a text", { claims: { scopes: "ACTION_NOTIFICATION" } }],
    ["without scopes", { claims: { scopes: null } }],
    ["of a person, with the scope", { claims: { tokenType: "USER", sub: "someone" } }],
    ["without a type", { claims: { tokenType: null } }],
  ])("%s is refused and changes nothing", async (_, wish) => {
    const jwt = await token(wish)
    expect(await harmless(() => postJson({ ...reply(), jwt }))).toBe(401)
  })

  it("is refused when it is a patient's own, or a service's", async () => {
    const person = { username: "patient@example.com", password: "a-password" }
    await attacks.simulator().control("POST", "/simulator/people/upsert", {
      kind: "patient",
      entity: {
        _name: { firstName: "Ada", lastName: "Vance" },
        _phone: attacks.clinic().patient.phone,
      },
      login: person,
    })
    const session = await login(person.username, person.password)
    if (!session.ok) throw new Error(session.reason)
    const jwt = session.accessToken
    expect(await harmless(() => postJson({ ...reply(), jwt }))).toBe(401)
    const service = await token({ claims: { tokenType: "SERVICE", scopes: ["PROTECTED_API"] } })
    expect(await harmless(() => postJson({ ...reply(), jwt: service }))).toBe(401)
  })

  it("is refused when it is missing, no text, cut short or sewn together", async () => {
    const [genuine, foreign] = [await token(), await token({ key: "unknown" })]
    const [head, claims, signature] = genuine.split(".")
    const missing = reply()
    expect(await harmless(() => postJson(missing))).toBe(401)
    for (const jwt of [
      ...[null, "", 7, true, {}, [], [genuine], { token: genuine }, `Bearer ${genuine}`],
      ...[`${genuine}.`, ` ${genuine}`, genuine.slice(0, -4), `${head}.${claims}.`, "..", "a.b.c"],
      `${head}.${foreign.split(".")[1]}.${signature}`,
      `${foreign.split(".")[0]}.${claims}.${foreign.split(".")[2]}`,
      "x".repeat(20 * KIB),
    ]) {
      const sent = { ...reply(), jwt }
      expect(await harmless(() => postJson(sent)), JSON.stringify(jwt)).toBe(401)
    }
  })

  it("is looked for where BioT puts it and nowhere else", async () => {
    const jwt = await token()
    const text = JSON.stringify(reply()).replace(/^\{/, `{"__proto__":{"jwt":"${jwt}"},`)
    expect(await harmless(() => post(text))).toBe(401)
    const headers = { authorization: `Bearer ${jwt}`, cookie: `jwt=${jwt}` }
    const unsigned = JSON.stringify(reply())
    expect(await harmless(() => post(unsigned, { headers }))).toBe(401)
  })
})

describe("a call that is not let in", () => {
  it("is unknown under every other path, however genuine it is", async () => {
    const sent = { ...reply(), jwt: await token() }
    const near = [PLUGIN_SECRET.slice(0, -1), `${PLUGIN_SECRET}x`, PLUGIN_SECRET.toUpperCase()]
    for (const secret of ["", "undefined", "\u0000", "%00", "x".repeat(100_000), ...near]) {
      expect(await harmless(() => postJson(sent, secret))).toBe(404)
    }
  })

  it("is too long at one byte over 64 KiB, and at 10 MB", async () => {
    const jwt = await token()
    const length = (size: number) => {
      const bare = JSON.stringify({ ...reply({ body: "what?" }), jwt, pad: "" })
      return bare.replace(/""\}$/, `"${"x".repeat(size - bare.length)}"}`)
    }
    expect(length(64 * KIB)).toHaveLength(64 * KIB)
    expect(await harmless(() => post(length(64 * KIB + 1)))).toBe(413)
    expect(await harmless(() => post(length(10_000_000)))).toBe(413)
    await storedOnce(length(64 * KIB))
  })

  it.each(["5", "0", "-1", "abc", "1e9", "99999999999999999999"])(
    "is too long when 10 MB are streamed under a length of %s",
    async (claimed) => {
      let given = 0
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          given += 1
          if (given > 625) return controller.close()
          controller.enqueue(new Uint8Array(16 * KIB).fill(0x20))
        },
      })
      const headers = { "content-length": claimed }
      expect(await harmless(() => post(body, { headers }))).toBe(413)
      expect(given).toBeLessThan(10)
    },
  )

  it("is no JSON when it breaks off, and when the sender hangs up", async () => {
    const text = JSON.stringify({ ...reply(), jwt: await token() })
    const broken = [text.slice(0, -1), `${text}}`, `${text}\u0000`, "", " ", "{", "[1,", "NaN"]
    for (const body of [...broken, "undefined", "{'a':1}", "\uFEFF", "--"]) {
      expect(await harmless(() => post(body)), body.slice(-8)).toBe(400)
    }
    const hangsUp = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
      pull: (controller) => controller.error(new Error("aborted")),
    })
    expect(await harmless(() => post(hangsUp))).toBe(400)
  })

  it("is no JSON by its type either", async () => {
    const text = JSON.stringify({ ...reply(), jwt: await token() })
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
      const headers = { "content-type": type }
      expect(await harmless(() => post(text, { headers }))).toBe(415)
    }
  })

  it("carries no token when it is an array, a bare value or nested 10,000 deep", async () => {
    const jwt = await token()
    const sent = JSON.stringify({ ...reply(), jwt })
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`
    for (const body of [`[${sent}]`, `["${jwt}"]`, `"${jwt}"`, "[]", "null", "0", "true", deep]) {
      expect(await harmless(() => post(body)), body.slice(0, 20)).toBe(401)
    }
  })
})

describe("BioT's key", () => {
  const honest = async (wish?: TokenWish) =>
    (await postJson({ ...reply({ body: "what is it?" }), jwt: await token(wish) })).status

  it("may be either of the two published, before and after a rotation between two calls", async () => {
    vi.useFakeTimers({ toFake: ["Date"] })
    const old = await token()
    expect(await honest()).toBe(200)
    await rotateKeys()
    vi.setSystemTime(Date.now() + 61_000)
    expect(await honest({ key: "current" })).toBe(200)
    expect(await honest({ key: "previous" })).toBe(200)
    expect((await postJson({ ...reply({ body: "and this?" }), jwt: old })).status).toBe(200)
    await rotateKeys()
    vi.setSystemTime(Date.now() + 61_000)
    expect(await honest()).toBe(200)
    expect(await harmless(() => postJson({ ...reply(), jwt: old }))).toBe(401)
  })

  it("is fetched at most once a minute under a flood of forgeries, and nothing honest is lost", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] })
    expect(await honest()).toBe(200)
    const asked = vi.spyOn(http, "request")
    const keyFetches = () =>
      asked.mock.calls.filter(([url]) => String(url).includes("/security/public-key")).length
    const forged = { ...reply(), jwt: await token({ key: "unknown" }) }
    const before = await contents()
    for (const minute of [1, 2, 3]) {
      await vi.advanceTimersByTimeAsync(1)
      const flood = Promise.all(Array.from({ length: 100 }, () => postJson(forged)))
      await pause(300)
      expect(keyFetches()).toBe(minute - 1)
      await vi.advanceTimersByTimeAsync(MINUTE_MS)
      expect(new Set((await flood).map(({ status }) => status))).toEqual(new Set([401]))
      expect(keyFetches()).toBe(minute)
    }
    expect(await contents()).toEqual(before)
    await rotateKeys()
    await vi.advanceTimersByTimeAsync(1)
    const genuine = honest()
    const flood = Promise.all(Array.from({ length: 100 }, () => postJson(forged)))
    await pause(300)
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(await genuine).toBe(200)
    await flood
    expect(keyFetches()).toBe(4)
  })

  it("is known to every call of a burst that follows a rotation", async () => {
    vi.useFakeTimers({ toFake: ["Date"] })
    expect(await honest()).toBe(200)
    await rotateKeys()
    vi.setSystemTime(Date.now() + 61_000)
    const jwt = await token()
    const burst = Array.from({ length: 40 }, (_, n) =>
      postJson({ ...reply({ body: `question ${n}?` }), jwt }),
    )
    const statuses = (await Promise.all(burst)).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})

describe("the reply that every attack here carried", () => {
  it("is applied once BioT itself brings it", async () => {
    const honest = await postJson({ ...reply(), jwt: await token() })
    expect(await honest.json()).toMatchObject({ result: "stored", state: "applied" })
  })
})
