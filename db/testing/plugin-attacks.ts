import { afterAll, beforeAll, beforeEach, expect } from "vitest"
import { forgetPublicKeys } from "@/lib/biot/public-key"
import { keepDestinations } from "@/lib/static-numbers/learn"
import { contentsOf } from "./contents"
import { testDatabase } from "./database"
import { type ArrangedClinic, fixtures } from "./fixtures"
import { type CallFields, PLUGIN_SECRET, pluginCall } from "./plugin-calls"
import { type RunningSimulator, startSimulator } from "./simulator"
import { testEnvironment } from "./stub-server"

const JUST_NOW_MS = 5 * 60_000

type Endpoint = (
  request: Request,
  context: { params: Promise<{ secret: string }> },
) => Promise<Response>
export type TokenWish = { claims?: object; alg?: string; expiresInSeconds?: number; key?: string }
export type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>

/**
 * What an attack on `endpoint` needs, before every test of the calling file: the simulator, whose
 * tokens are really signed, and a patient who was just reminded.
 */
export function pluginAttacks(endpoint: Endpoint) {
  const test = testDatabase()
  const arrange = fixtures(test)
  let simulator: RunningSimulator
  let clinic: ArrangedClinic

  beforeAll(async () => {
    simulator = await startSimulator()
    testEnvironment({ BIOT_BASE_URL: simulator.url, PLUGIN_SECRET })
    clinic = await arrange.clinic()
    const dose = await arrange.dose(clinic.regimen, { dueAt: Date.now() - JUST_NOW_MS })
    await arrange.message(clinic.patient, [dose])
  })
  afterAll(() => simulator?.stop())
  beforeEach(forgetPublicKeys)

  const contents = async () => {
    // What an earlier, honest reply taught is kept a moment after it.
    await keepDestinations()
    return contentsOf(test.owner())
  }

  async function token(wish: TokenWish = {}): Promise<string> {
    const { jwt } = await simulator.control<{ jwt: string }>("POST", "/simulator/tokens", wish)
    return jwt
  }

  /** A "1" of the patient who was just reminded: with a genuine token it changes the dose. */
  function reply(fields: CallFields = {}) {
    const { id: senderId, phone: from } = clinic.patient
    return pluginCall({ senderId, from, organizationId: clinic.organization.id, ...fields })
  }

  async function post(
    body: Body,
    options: { secret?: string; headers?: Record<string, string>; to?: Endpoint } = {},
  ): Promise<Response> {
    const headers = { "content-type": "application/json", ...options.headers }
    const init = { method: "POST", headers, body, duplex: "half" }
    const params = Promise.resolve({ secret: options.secret ?? PLUGIN_SECRET })
    const handler = options.to ?? endpoint
    return handler(new Request("http://portal/", init as RequestInit), { params })
  }

  const postJson = (body: unknown, secret?: string) =>
    post(JSON.stringify(body), secret === undefined ? {} : { secret })

  /**
   * The status of what `attack` was answered, after seeing that it changed no row of any table. The
   * keys are new to it, so that a forgery is refused at once and does not wait for newer ones.
   */
  async function harmless(attack: () => Promise<Response>): Promise<number> {
    forgetPublicKeys()
    const before = await contents()
    const { status } = await attack()
    expect(await contents()).toEqual(before)
    return status
  }

  async function deliveries(): Promise<{ calls: number; rows: number }> {
    const { rows } = await test
      .owner()
      .query(
        `SELECT coalesce(sum(delivery_count), 0)::int AS calls, count(*)::int AS rows FROM replies`,
      )
    return rows[0]
  }

  /** The row that a call with a genuine token left: one more than before, and one only. */
  async function storedOnce(text: string) {
    const before = await deliveries()
    const answer = await post(text)
    const said = await answer.json()
    expect({ status: answer.status, ...said }).toMatchObject({ status: 200, result: "stored" })
    expect(await deliveries()).toEqual({ calls: before.calls + 1, rows: before.rows + 1 })
    const { rows } = await test
      .owner()
      .query("SELECT state, reason, body, payload::text FROM replies WHERE id = $1", [said.replyId])
    return rows[0]
  }

  const doseStates = async () =>
    (await test.owner().query("SELECT id, state FROM doses ORDER BY id")).rows

  return {
    owner: test.owner,
    doseStates,
    clinic: () => clinic,
    simulator: () => simulator,
    ...{ contents, token, reply, post, postJson, harmless, deliveries, storedOnce },
  }
}
