import { describe, expect, it } from "vitest"
import { pluginAttacks } from "@/db/testing/plugin-attacks"
import type { CallFields } from "@/db/testing/plugin-calls"
import { POST } from "./route"

const { token, reply, postJson, storedOnce } = pluginAttacks(POST)

async function stillAnswers() {
  const honest = reply({ body: "what is this?" })
  expect((await postJson({ ...honest, jwt: await token() })).status).toBe(200)
}

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
    ["row of spaces", { body: `1${" ".repeat(50_000)}x` }],
    ["row of full stops", { body: `1${".".repeat(50_000)}x` }],
    ["row of new lines", { body: `1${"\n-".repeat(20_000)}x` }],
    ["row of words", { body: "not taken ".repeat(5_000) }],
    ["row of marks", { body: `a${"\u0301".repeat(20_000)}` }],
    ["row of thumbs", { body: "\u{1F44D}\u{1F3FD}".repeat(6_000) }],
    ["row of quotes", { body: `Liked \u201c${"\u201c".repeat(15_000)}` }],
    ["NUL for a name", { kind: "\u0000", from: "\u0000", inboundMessageId: "\u0000" }],
  ])("is stored and read with a boundless %s", async (_, fields) => {
    const row = await storedOnce(JSON.stringify({ ...reply(fields), jwt: await token() }))
    expect(row.reason).not.toBe("interpretation_failed")
    await stillAnswers()
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
