import { isDeepStrictEqual } from "node:util"
import { contentsOf } from "../db/testing/contents"
import { brokenJson, FORGERIES, misplacedTokens } from "../db/testing/plugin-forgeries"
import type { Database } from "./database"
import { expect, required, test } from "./fixtures"
import { pluginCall, postCall } from "./plugin-call"

const KIB = 1024
const MOST_TRIES = 4
const LAKESIDE_ID = "0a51de00-0000-4000-8000-000000000001"
const ENDPOINTS = ["incoming-sms", "people"] as const
const endpoint = (secret = required("PLUGIN_SECRET"), name = "incoming-sms") =>
  `${required("E2E_BASE_URL")}/api/biot/${name}/${secret}`
const call = () => pluginCall({ organizationId: LAKESIDE_ID, from: "+12025550198", body: "1" })

/**
 * No row of any table is another after `attack`. The worker writes now and then beside it: what an
 * attack itself wrote would show each time.
 */
async function changesNothing(database: Database, attack: () => Promise<void>) {
  for (let tries = 1; ; tries += 1) {
    const before = await contentsOf(database)
    await attack()
    const after = await contentsOf(database)
    if (tries < MOST_TRIES && !isDeepStrictEqual(after, before)) continue
    expect(after).toEqual(before)
    return
  }
}

for (const name of ENDPOINTS) {
  test(`${name} turns away what is not a call from BioT`, async ({ simulator, database }) => {
    test.slow()
    const address = endpoint(undefined, name)
    const sent = () => {
      const { metadata, data } = call()
      const actionName = name === "people" ? "_delete" : metadata.actionName
      return { metadata: { ...metadata, actionName }, data }
    }
    const jwt = await simulator.token()
    const genuine = JSON.stringify({ ...sent(), jwt })

    await changesNothing(database, async () => {
      for (const [what, wish] of FORGERIES) {
        // With BioT's own claims it would wait up to a minute for a newer key.
        const claims = wish.key === "unknown" ? { scopes: ["PROTECTED_API"] } : wish.claims
        const forged = await simulator.token({ ...wish, ...(claims ? { claims } : {}) })
        const body = JSON.stringify({ ...sent(), jwt: forged })
        expect((await postCall(address, body)).status, what).toBe(401)
      }
      for (const body of [JSON.stringify(sent()), JSON.stringify({ ...sent(), jwt: "a.b.c" })]) {
        expect((await postCall(address, body)).status).toBe(401)
      }
      for (const body of misplacedTokens(genuine, jwt)) {
        expect((await postCall(address, body)).status, body.slice(0, 20)).toBe(401)
      }
    })
    await changesNothing(database, async () => {
      for (const body of brokenJson(genuine)) {
        expect((await postCall(address, body)).status, body.slice(-8)).toBe(400)
      }
      expect((await fetch(address)).status).toBe(405)
      expect((await postCall(address, genuine, "text/plain")).status).toBe(415)
      const other = endpoint("not-the-secret-at-all", name)
      expect((await postCall(other, genuine)).status).toBe(404)
      const padded = (size: number) => JSON.stringify({ ...sent(), jwt, pad: "x".repeat(size) })
      expect((await postCall(address, padded(64 * KIB))).status).toBe(413)
      // Nobody reads it to its end, so the connection may end before the answer is seen.
      const huge = await postCall(address, padded(10_000_000)).catch(() => null)
      expect([413, null]).toContain(huge?.status ?? null)
    })
  })
}

test("the same call, ten times at once, is one reply", async ({ simulator, database }) => {
  const made = call()
  const body = JSON.stringify({ ...made, jwt: await simulator.token() })
  const answers = await Promise.all(Array.from({ length: 10 }, () => postCall(endpoint(), body)))
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
  const { rows } = await database.query(
    `SELECT state, reason, delivery_count FROM replies WHERE sender_id = $1`,
    [made.data.entity._id],
  )
  expect(rows).toEqual([{ state: "unmatched", reason: "unknown_patient", delivery_count: 10 }])
})
