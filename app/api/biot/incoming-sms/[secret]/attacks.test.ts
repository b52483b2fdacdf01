import http from "node:http"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { contentsOf } from "@/db/testing/contents"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { type CallFields, PLUGIN_SECRET, pluginCall } from "@/db/testing/plugin-calls"
import { type RunningSimulator, startSimulator } from "@/db/testing/simulator"
import { testEnvironment } from "@/db/testing/stub-server"
import { login } from "@/lib/biot/people"
import { forgetPublicKeys } from "@/lib/biot/public-key"
import { MINUTE_MS } from "@/lib/time"
import { POST } from "./route"

const KIB = 1024
const test = testDatabase()
const arrange = fixtures(test)
let simulator: RunningSimulator
let clinic: ArrangedClinic

beforeAll(async () => {
  simulator = await startSimulator()
  testEnvironment({ BIOT_BASE_URL: simulator.url, PLUGIN_SECRET })
  clinic = await arrange.clinic()
  const dose = await arrange.dose(clinic.regimen, { dueAt: Date.now() - 5 * MINUTE_MS })
  await arrange.message(clinic.patient, [dose])
})
afterAll(() => simulator?.stop())
beforeEach(forgetPublicKeys)
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type Wish = { claims?: object; alg?: string; expiresInSeconds?: number; key?: string }

async function token(wish: Wish = {}): Promise<string> {
  const { jwt } = await simulator.control<{ jwt: string }>("POST", "/simulator/tokens", wish)
  return jwt
}

const rotateKeys = () => simulator.control("POST", "/simulator/keys/rotate")
const contents = () => contentsOf(test.owner())

/** A "1" of the patient who was just reminded: with a genuine token it would change a dose. */
function reply(fields: CallFields = {}) {
  const { id: senderId, phone: from } = clinic.patient
  return pluginCall({ senderId, from, organizationId: clinic.organization.id, ...fields })
}

async function post(
  body: string | Uint8Array | ReadableStream<Uint8Array>,
  options: { secret?: string; headers?: Record<string, string> } = {},
) {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", ...options.headers },
    body,
    duplex: "half",
  }
  const params = Promise.resolve({ secret: options.secret ?? PLUGIN_SECRET })
  return POST(new Request("http://portal/", init as RequestInit), { params })
}

const postJson = (body: unknown, secret?: string) =>
  post(JSON.stringify(body), secret === undefined ? {} : { secret })

/** The status of what `attack` was answered, after seeing that it changed no row of any table. */
async function harmless(attack: () => Promise<Response>): Promise<number> {
  const before = await contents()
  const { status } = await attack()
  expect(await contents()).toEqual(before)
  return status
}

/** The row of an odd call that was authenticated: there must be one, and one only, more than before. */
async function storedOnce(text: string) {
  const count = async () =>
    (await test.owner().query("SELECT sum(delivery_count)::int AS n FROM replies")).rows[0].n ?? 0
  const before = await count()
  const answer = await post(text)
  const said = await answer.json()
  expect({ status: answer.status, ...said }).toMatchObject({ status: 200, result: "stored" })
  expect(await count()).toBe(before + 1)
  const { rows } = await test
    .owner()
    .query("SELECT state, reason, body, payload::text FROM replies WHERE id = $1", [said.replyId])
  return rows[0]
}

async function stillAnswers() {
  const honest = reply({ body: "what is this?" })
  expect((await postJson({ ...honest, jwt: await token() })).status).toBe(200)
}

describe("a token that is not BioT calling a plugin", () => {
  it.each<[string, Wish]>([
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
    await simulator.control("POST", "/simulator/people/upsert", {
      kind: "patient",
      entity: { _name: { firstName: "Ada", lastName: "Vance" }, _phone: clinic.patient.phone },
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

describe("an authenticated call with an odd body", () => {
  it.each<[string, (jwt: string) => string]>([
    ["holds the token alone", (jwt) => `{"jwt":"${jwt}"}`],
    ["has arrays for objects", (jwt) => `{"metadata":[],"data":[[]],"jwt":"${jwt}"}`],
    [
      "is nested 10,000 deep",
      (jwt) => `{"data":${"[".repeat(10_000)}${"]".repeat(10_000)},"jwt":"${jwt}"}`,
    ],
    [
      "has objects nested 5,000 deep",
      (jwt) => `{"data":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)},"jwt":"${jwt}"}`,
    ],
    ["has numbers beyond any", (jwt) => `{"metadata":1e999,"data":-1e400,"jwt":"${jwt}"}`],
    ["has 5,000 names", (jwt) => JSON.stringify({ ...names(5_000), jwt })],
  ])("is stored as failed when it %s", async (_, body) => {
    const jwt = await token()
    const row = await storedOnce(body(jwt))
    expect(row).toMatchObject({ state: "failed", reason: "bad_shape" })
    expect(row.payload).not.toContain(jwt)
    await stillAnswers()
  })

  it("pollutes no prototype", async () => {
    const jwt = await token()
    const poison =
      '"__proto__":{"isAdmin":true,"jwt":"x"},"constructor":{"prototype":{"isAdmin":1}}'
    const text = JSON.stringify({ ...reply({ body: "what is it?" }), jwt })
    const row = await storedOnce(
      text.replace(/^\{/, `{${poison},`).replace('"entity":{', `"entity":{${poison},`),
    )
    expect(row.payload).not.toContain("__proto__")
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  })

  it.each([
    ["NUL", "1\u0000"],
    ["a lone high surrogate", "took \ud83d it"],
    ["a lone low surrogate", "\udc00 ok"],
    ["surrogates the wrong way round", "\udc00\ud83d?"],
    ["noncharacters", "\uffff\ufffe?"],
    ["nothing but format characters", "\u200b\u202e\ufeff"],
    ["the words of an SQL injection", "1'); DELETE FROM replies; --"],
  ])("is stored and read with %s in its text", async (_, body) => {
    const row = await storedOnce(JSON.stringify({ ...reply({ body }), jwt: await token() }))
    expect(row.reason).not.toBe("interpretation_failed")
    expect(row.body).not.toMatch(/\0|\p{Surrogate}/u)
    await stillAnswers()
  })

  it.each<[string, CallFields]>([
    ["sender's number", { from: noise(20_000) }],
    ["portal's number", { to: noise(20_000) }],
    ["pair of message ids", { inboundMessageId: noise(20_000), previousMessageId: noise(20_000) }],
    ["text", { body: noise(40_000) }],
    ["kind of sender", { kind: noise(20_000) }],
    ["time", { startTime: noise(20_000) }],
    ["trace", { traceId: noise(20_000) }],
    ["locale", { locale: noise(20_000) }],
    ["NUL for a name", { kind: "\u0000", from: "\u0000", inboundMessageId: "\u0000" }],
  ])("is stored and read with a boundless %s", async (_, fields) => {
    const row = await storedOnce(JSON.stringify({ ...reply(fields), jwt: await token() }))
    expect(row.reason).not.toBe("interpretation_failed")
    await stillAnswers()
  })
})

describe("BioT's key", () => {
  const honest = async (wish?: Wish) =>
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

  it("is fetched at most once a minute under a flood of forgeries", async () => {
    vi.useFakeTimers({ toFake: ["Date"] })
    expect(await honest()).toBe(200)
    const asked = vi.spyOn(http, "request")
    const keyFetches = () =>
      asked.mock.calls.filter(([url]) => String(url).includes("/security/public-key")).length
    const forged = { ...reply(), jwt: await token({ key: "unknown" }) }
    const flood = () =>
      harmless(async () => {
        const answers = await Promise.all(Array.from({ length: 100 }, () => postJson(forged)))
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
        return answers[0] ?? Response.error()
      })
    for (const expected of [0, 0, 1, 1, 2]) {
      await flood()
      expect(keyFetches()).toBe(expected)
      vi.setSystemTime(Date.now() + 31_000)
    }
    expect(await honest()).toBe(200)
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

function names(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}`, n]))
}

/** Text that does not compress, so that nothing in Postgres can make it short. */
function noise(length: number): string {
  let state = 42
  let text = ""
  while (text.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    text += state.toString(36)
  }
  return text.slice(0, length)
}
