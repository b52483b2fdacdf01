import http from "node:http"
import { afterEach, describe, expect, it, vi } from "vitest"
import { pluginAttacks, type TokenWish } from "@/db/testing/plugin-attacks"
import { PLUGIN_SECRET } from "@/db/testing/plugin-calls"
import {
  brokenJson,
  brokenTokens,
  endlessBody,
  FORGERIES,
  misplacedTokens,
  OTHER_TYPES,
  otherSecrets,
  stalledBody,
} from "@/db/testing/plugin-forgeries"
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
  it.each(FORGERIES)("%s is refused and changes nothing", async (_, wish) => {
    const jwt = await token(wish)
    expect(await harmless(() => postJson({ ...reply(), jwt }))).toBe(401)
  })

  it("is refused when it is a patient's own", async () => {
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
  })

  it("is refused when it is missing, no text, cut short or sewn together", async () => {
    for (const jwt of brokenTokens(await token(), await token({ key: "unknown" }))) {
      const sent = { ...reply(), jwt }
      expect(await harmless(() => postJson(sent)), JSON.stringify(jwt)).toBe(401)
    }
  })

  it("is the last one where the JSON holds two", async () => {
    const twice = (first: string, last: string) =>
      JSON.stringify({ ...reply({ body: "which one?" }), jwt: last }).replace(
        /^\{/,
        `{"jwt":"${first}",`,
      )
    const [genuine, forged] = [await token(), await token({ key: "unknown" })]
    expect(await harmless(() => post(twice(genuine, forged)))).toBe(401)
    const row = await storedOnce(twice(forged, genuine))
    for (const jwt of [genuine, forged]) expect(row.payload).not.toContain(jwt.slice(-60))
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
    for (const secret of otherSecrets(PLUGIN_SECRET)) {
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
      const { body, given } = endlessBody()
      const headers = { "content-length": claimed }
      expect(await harmless(() => post(body, { headers }))).toBe(413)
      expect(given.chunks).toBeLessThan(10)
    },
  )

  it("is no JSON when it breaks off, and when the sender hangs up", async () => {
    const text = JSON.stringify({ ...reply(), jwt: await token() })
    for (const body of brokenJson(text)) {
      expect(await harmless(() => post(body)), body.slice(-8)).toBe(400)
    }
    const hangsUp = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
      pull: (controller) => controller.error(new Error("aborted")),
    })
    expect(await harmless(() => post(hangsUp))).toBe(400)
  })

  it("is given up after 20 s when its body neither goes on nor ends", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    const text = JSON.stringify({ ...reply(), jwt: await token() })
    const status = harmless(async () => {
      const answer = post(stalledBody(text.slice(0, -1)))
      await vi.advanceTimersByTimeAsync(20_000)
      return answer
    })
    expect(await status).toBe(400)
  })

  it("is no JSON by its type either", async () => {
    const text = JSON.stringify({ ...reply(), jwt: await token() })
    for (const type of OTHER_TYPES) {
      const headers = { "content-type": type }
      expect(await harmless(() => post(text, { headers }))).toBe(415)
    }
  })

  it("carries no token when it is an array, a bare value or nested 10,000 deep", async () => {
    const jwt = await token()
    const sent = JSON.stringify({ ...reply(), jwt })
    for (const body of misplacedTokens(sent, jwt)) {
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

describe("a genuine token that comes again with another body", () => {
  it("is taken at its word, as it does not sign the body, and only while it lives", async () => {
    const jwt = await token({ expiresInSeconds: 20 })
    const [first, other] = [reply({ body: "is it 1?" }), reply({ body: "is it 2?" })]
    for (const body of [first, other]) {
      const row = await storedOnce(JSON.stringify({ ...body, jwt }))
      expect(row).toMatchObject({ state: "review" })
      expect(row.payload).not.toContain(jwt)
    }
    const again = await postJson({ ...first, jwt })
    expect(await again.json()).toMatchObject({ result: "repeated" })
    vi.useFakeTimers({ toFake: ["Date"] })
    vi.setSystemTime(Date.now() + 81_000)
    expect(await harmless(() => postJson({ ...reply({ body: "and 3?" }), jwt }))).toBe(401)
  })

  it("reaches no patient of another organization", async () => {
    const foreign = reply({ organizationId: "5a3c1f1e-0000-4000-8000-000000000009" })
    const before = await attacks.doseStates()
    const said = await postJson({ ...foreign, jwt: await token() })
    expect(said.status).toBe(200)
    expect(await attacks.doseStates()).toEqual(before)
  })
})

describe("the reply that every attack here carried", () => {
  it("is applied once BioT itself brings it", async () => {
    const honest = await postJson({ ...reply(), jwt: await token() })
    expect(await honest.json()).toMatchObject({ result: "stored", state: "applied" })
  })
})
