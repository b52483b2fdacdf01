import { expect, required, test } from "./fixtures"
import { pluginCall, postCall } from "./plugin-call"

const KIB = 1024
const LAKESIDE_ID = "0a51de00-0000-4000-8000-000000000001"
const endpoint = (secret = required("PLUGIN_SECRET")) =>
  `${required("E2E_BASE_URL")}/api/biot/incoming-sms/${secret}`
const call = () => pluginCall({ organizationId: LAKESIDE_ID, from: "+12025550198", body: "1" })

test("the plugin endpoint turns away what is not a call from BioT", async ({
  simulator,
  database,
}) => {
  const count = async () => (await database.query("SELECT count(*) FROM replies")).rows[0].count
  const before = await count()
  const jwt = await simulator.token()
  const genuine = JSON.stringify({ ...call(), jwt })
  const withToken = (token: string) => JSON.stringify({ ...call(), jwt: token })

  expect((await fetch(endpoint())).status).toBe(405)
  expect((await postCall(endpoint(), genuine, "text/plain")).status).toBe(415)
  expect((await postCall(endpoint(), "x".repeat(65 * KIB))).status).toBe(413)
  expect((await postCall(endpoint(), "{broken")).status).toBe(400)
  expect((await postCall(endpoint("not-the-secret-at-all"), genuine)).status).toBe(404)
  for (const token of [
    "no.token.atall",
    await simulator.token({ expiresInSeconds: -3600 }),
    await simulator.token({ alg: "RS256" }),
    await simulator.token({ alg: "HS512" }),
    await simulator.token({ alg: "none" }),
    // With BioT's own claims it would wait up to a minute for a newer key.
    await simulator.token({ key: "unknown", claims: { scopes: ["PROTECTED_API"] } }),
  ]) {
    expect((await postCall(endpoint(), withToken(token))).status).toBe(401)
  }
  expect((await postCall(endpoint(), JSON.stringify(call()))).status).toBe(401)
  expect(await count()).toBe(before)
})

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
