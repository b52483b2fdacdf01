import { afterEach, describe, expect, it, vi } from "vitest"
import { pluginAttacks } from "@/db/testing/plugin-attacks"
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

const attacks = pluginAttacks(POST)
const { token, reply, post, postJson, harmless } = attacks

/** That the patient was deleted: with a genuine token BioT is asked, and says that it knows nobody. */
const hint = () => reply({ action: "_delete" })

afterEach(() => {
  vi.useRealTimers()
})

describe("a call that is not BioT's changes nobody", () => {
  it.each(FORGERIES)("with a token %s", async (_, wish) => {
    const jwt = await token(wish)
    expect(await harmless(() => postJson({ ...hint(), jwt }))).toBe(401)
  })

  it("with a patient's own token", async () => {
    const session = await login("emma.johnson@lakeside.example", "demo-password")
    if (!session.ok) throw new Error(session.reason)
    const jwt = session.accessToken
    expect(await harmless(() => postJson({ ...hint(), jwt }))).toBe(401)
  })

  it("with what is no token", async () => {
    for (const jwt of brokenTokens(await token(), await token({ key: "unknown" }))) {
      const sent = { ...hint(), jwt }
      expect(await harmless(() => postJson(sent)), JSON.stringify(jwt)).toBe(401)
    }
    const text = JSON.stringify({ ...hint(), jwt: await token() })
    for (const body of misplacedTokens(text, await token())) {
      expect(await harmless(() => post(body)), body.slice(0, 20)).toBe(401)
    }
  })

  it("under another path, by another type, as no JSON and as too much", async () => {
    const sent = { ...hint(), jwt: await token() }
    const text = JSON.stringify(sent)
    for (const secret of otherSecrets(PLUGIN_SECRET)) {
      expect(await harmless(() => postJson(sent, secret))).toBe(404)
    }
    for (const type of OTHER_TYPES) {
      expect(await harmless(() => post(text, { headers: { "content-type": type } }))).toBe(415)
    }
    for (const body of brokenJson(text)) expect(await harmless(() => post(body))).toBe(400)
    expect(await harmless(() => postJson({ ...sent, pad: "x".repeat(10_000_000) }))).toBe(413)
    const { body, given } = endlessBody()
    expect(await harmless(() => post(body, { headers: { "content-length": "5" } }))).toBe(413)
    expect(given.chunks).toBeLessThan(10)
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
    const stalled = harmless(async () => {
      const answer = post(stalledBody(text.slice(0, -1)))
      await vi.advanceTimersByTimeAsync(20_000)
      return answer
    })
    expect(await stalled).toBe(400)
  })
})

describe("a call of BioT's with an odd body", () => {
  it.each<[string, (jwt: string) => string]>([
    ["the token alone", (jwt) => `{"jwt":"${jwt}"}`],
    ["arrays for objects", (jwt) => `{"metadata":[],"data":[[]],"jwt":"${jwt}"}`],
    ["a deep nest", (jwt) => `{"data":${"[".repeat(10_000)}${"]".repeat(10_000)},"jwt":"${jwt}"}`],
    ["no id", (jwt) => JSON.stringify({ ...reply({ action: "_update", senderId: "x" }), jwt })],
    [
      "NUL for an id",
      (jwt) => JSON.stringify({ ...reply({ action: "_delete", senderId: "\u0000" }), jwt }),
    ],
    [
      "a path for an id",
      (jwt) => JSON.stringify({ ...reply({ action: "_update", senderId: "../../self" }), jwt }),
    ],
    [
      "surrogates for a kind",
      (jwt) => JSON.stringify({ ...reply({ action: "_update", kind: "\ud83d" }), jwt }),
    ],
    [
      "a prototype",
      (jwt) =>
        `{"__proto__":{"isAdmin":true},"metadata":{"__proto__":{"actionName":"_delete"}},"jwt":"${jwt}"}`,
    ],
  ])("is answered and changes nobody: %s", async (_, body) => {
    const jwt = await token()
    expect(await harmless(() => post(body(jwt)))).toBe(200)
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  })
})

it("does what the call says once BioT itself makes it", async () => {
  const said = await postJson({ ...hint(), jwt: await token() })
  expect(await said.json()).toMatchObject({ result: "removed" })
})
