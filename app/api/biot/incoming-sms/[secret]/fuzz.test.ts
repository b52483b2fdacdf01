import fc from "fast-check"
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest"
import { pluginAttacks } from "@/db/testing/plugin-attacks"
import { POST as PEOPLE } from "../../people/[secret]/route"
import { POST } from "./route"

const SEED = 20_261_123
const TIMEOUT_MS = 120_000
const attacks = pluginAttacks(POST)
const { reply, contents, deliveries } = attacks
let genuine: string

beforeAll(async () => {
  genuine = await attacks.token()
})
// While the clock stands, the keys are as new as every call: none waits for newer ones.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] })
})
afterAll(() => {
  vi.useRealTimers()
})

async function post(body: string | Uint8Array<ArrayBuffer>, to = POST) {
  const answer = await attacks.post(body, { to })
  return { status: answer.status, body: await answer.json() }
}

/** Every text that JavaScript can hold, NUL and lone surrogates among them. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom("\u0000", "\ud83d", "__proto__", "constructor", "1", "STOP", "chest pain", ""),
)
const anyJson = fc
  .anything({
    key: anyText,
    values: [anyText, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)],
    maxDepth: 4,
  })
  .filter((value) => JSON.stringify(value) !== undefined)

/** So many are under way at once, as in a flood. */
const BATCH = 25
const batchOf = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: BATCH, maxLength: BATCH })
const isIgnored = (said: { result?: string }) => said.result === "ignored"

type Json = Record<string, unknown>

/** A plugin call of which one place holds anything at all. */
const bentCall = fc.tuple(fc.nat(), anyJson).map(([place, value]) => {
  const call = structuredClone(reply())
  const places = placesOf(call)
  const [holder, name] = places[place % places.length] ?? [call, "data"]
  // As JSON.parse would: "__proto__" too becomes a name like any other.
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true })
  return call
})

function placesOf(node: Json): [Json, string][] {
  return Object.entries(node).flatMap(([name, value]) => [
    [node, name] as [Json, string],
    ...(typeof value === "object" && value !== null ? placesOf(value as Json) : []),
  ])
}

it.each([
  ["incoming-sms", 7_000, POST],
  ["people", 1_500, PEOPLE],
] as const)(
  "%s turns %i bodies that are no call away and keeps nothing of them",
  async (_, count, to) => {
    const before = await contents()
    const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Uint8Array.from(each))
    const bodies = fc.oneof(
      bytes,
      anyText,
      anyJson.map((value) => JSON.stringify(value)),
      bentCall.map((call) => JSON.stringify({ ...call, jwt: genuine.slice(0, -3) })),
    )
    await fc.assert(
      fc.asyncProperty(batchOf(bodies), async (some) => {
        const answers = await Promise.all(some.map((body) => post(body, to)))
        for (const { status } of answers) expect([400, 401]).toContain(status)
        expect(await contents()).toEqual(before)
      }),
      { seed: SEED, numRuns: count / BATCH },
    )
  },
  TIMEOUT_MS,
)

it(
  "survives 1,000 genuine calls whose bytes were damaged on the way",
  async () => {
    const hits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 3,
    })
    const call = reply({ body: "what is it?" })
    const sound = new TextEncoder().encode(JSON.stringify({ ...call, jwt: genuine }))
    const damaged = hits.map((some) => {
      const body = Uint8Array.from(sound)
      for (const [place, byte] of some) body[place % body.length] = byte
      return body
    })
    await fc.assert(
      fc.asyncProperty(batchOf(damaged), async (bodies) => {
        const [rowsBefore, before] = [await contents(), await deliveries()]
        const answers = await Promise.all(bodies.map((body) => post(body)))
        for (const { status } of answers) expect([200, 400, 401]).toContain(status)
        const kept = answers.filter(({ status, body }) => status === 200 && !isIgnored(body))
        if (kept.length === 0) expect(await contents()).toEqual(rowsBefore)
        expect((await deliveries()).calls).toBe(before.calls + kept.length)
      }),
      { seed: SEED, numRuns: 1_000 / BATCH },
    )
  },
  TIMEOUT_MS,
)

it(
  "stores each of 2,000 bodies that a genuine token came with exactly once, and decides it",
  async () => {
    const anyObject = fc.dictionary(anyText, anyJson, { maxKeys: 5 })
    await fc.assert(
      fc.asyncProperty(batchOf(fc.oneof(anyObject, bentCall)), async (bodies) => {
        const before = await deliveries()
        const texts = bodies.map((body) => JSON.stringify({ ...body, jwt: genuine }))
        const answers = await Promise.all(texts.map((text) => post(text)))
        const results = answers.map(({ body }) => body.result)
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
        for (const result of results) expect(["stored", "repeated", "ignored"]).toContain(result)
        expect(await deliveries()).toEqual({
          calls: before.calls + answers.filter(({ body }) => !isIgnored(body)).length,
          rows: before.rows + results.filter((result) => result === "stored").length,
        })
      }),
      { seed: SEED, numRuns: 2_000 / BATCH },
    )
    const { rows } = await attacks.owner().query(
      `SELECT count(*) FILTER (WHERE strpos(payload::text, $1) > 0)::int AS leaks,
              count(*) FILTER (WHERE state = 'received' OR reason = 'interpretation_failed')::int
                AS undecided FROM replies`,
      [genuine],
    )
    expect(rows[0]).toEqual({ leaks: 0, undecided: 0 })
  },
  TIMEOUT_MS,
)

it("answers an honest call as ever after all of this", async () => {
  const honest = reply({ body: "is this still on?" })
  expect(await post(JSON.stringify({ ...honest, jwt: genuine }))).toMatchObject({
    status: 200,
    body: { result: "stored", state: "review" },
  })
})
