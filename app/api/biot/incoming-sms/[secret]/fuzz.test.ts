import fc from "fast-check"
import { beforeAll, expect, it } from "vitest"
import { pluginAttacks } from "@/db/testing/plugin-attacks"
import { forgetPublicKeys } from "@/lib/biot/public-key"
import { POST } from "./route"

const SEED = 20_261_123
const TIMEOUT_MS = 120_000
const attacks = pluginAttacks(POST)
const { reply, contents, deliveries } = attacks
let genuine: string

beforeAll(async () => {
  genuine = await attacks.token()
})

async function post(body: string | Uint8Array<ArrayBuffer>) {
  // A token damaged on the way is refused by keys as new as itself, and so at once.
  forgetPublicKeys()
  const answer = await attacks.post(body)
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

it(
  "turns 1,000 bodies that are no call away and keeps nothing of them",
  async () => {
    const before = await contents()
    const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Uint8Array.from(each))
    const bodies = fc.oneof(
      bytes,
      anyText,
      anyJson.map((value) => JSON.stringify(value)),
      bentCall.map((call) => JSON.stringify({ ...call, jwt: genuine.slice(0, -3) })),
    )
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        expect([400, 401]).toContain((await post(body)).status)
        expect(await contents()).toEqual(before)
      }),
      { seed: SEED, numRuns: 1_000 },
    )
  },
  TIMEOUT_MS,
)

it(
  "survives 300 genuine calls whose bytes were damaged on the way",
  async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 3,
    })
    const call = reply({ body: "what is it?" })
    const sound = new TextEncoder().encode(JSON.stringify({ ...call, jwt: genuine }))
    await fc.assert(
      fc.asyncProperty(damage, async (hits) => {
        const body = Uint8Array.from(sound)
        for (const [place, byte] of hits) body[place % body.length] = byte
        const [rowsBefore, before] = [await contents(), await deliveries()]
        const { status, body: said } = await post(body)
        expect([200, 400, 401]).toContain(status)
        const isKept = status === 200 && said.result !== "ignored"
        if (!isKept) expect(await contents()).toEqual(rowsBefore)
        expect((await deliveries()).calls).toBe(before.calls + (isKept ? 1 : 0))
      }),
      { seed: SEED, numRuns: 300 },
    )
  },
  TIMEOUT_MS,
)

it(
  "stores each of 700 bodies that a genuine token came with exactly once, and decides it",
  async () => {
    const anyObject = fc.dictionary(anyText, anyJson, { maxKeys: 5 })
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyObject, bentCall), async (body) => {
        const before = await deliveries()
        const answer = await post(JSON.stringify({ ...body, jwt: genuine }))
        const after = await deliveries()
        expect(answer.status).toBe(200)
        const { result } = answer.body
        expect(["stored", "repeated", "ignored"]).toContain(result)
        expect(after).toEqual({
          calls: before.calls + (result === "ignored" ? 0 : 1),
          rows: before.rows + (result === "stored" ? 1 : 0),
        })
      }),
      { seed: SEED, numRuns: 700 },
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
