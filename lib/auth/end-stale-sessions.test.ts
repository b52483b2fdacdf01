import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { answering, hangingUp, stubServer } from "@/db/testing/stub-server"
import { MINUTE_MS } from "@/lib/time"
import { endStaleSessions } from "./end-stale-sessions"
import { handBackLeft } from "./hand-back"
import { seal } from "./seal"

const LOGOUT = "/ums/v2/users/logout"
const stub = stubServer()
const test = testDatabase()
const arrange = fixtures(test)

it("ends what nobody may use any more, here and at BioT, and leaves the rest", async () => {
  const clinics = [await arrange.clinic(), await arrange.clinic()]
  const people = clinics.flatMap(({ clinician, coordinator }) => [clinician, coordinator])
  const set = (n: number, values: string) =>
    test
      .owner()
      .query(`UPDATE sessions SET ${values}, refresh_token_sealed = $2 WHERE id = $1`, [
        ...[people[n]?.sessionId, seal(`refresh-${n}`, "refresh token")],
      ])
  await set(0, "seen_at = now() - interval '16 minutes'")
  await set(1, "seen_at = now() - interval '14 minutes'")
  await set(2, "started_at = now() - interval '13 hours'")
  await set(3, "ended_at = now(), seen_at = now() - interval '16 minutes'")
  stub.on(LOGOUT, answering(200, {}))
  expect(await endStaleSessions(Date.now())).toBe(2)
  expect(await endStaleSessions(Date.now())).toBe(0)
  const asked = stub.requests(LOGOUT).map(({ json }) => json)
  expect(asked).toEqual([{ refreshToken: "refresh-0" }, { refreshToken: "refresh-2" }])
  const { rows } = await test
    .owner()
    .query("SELECT subject_id, details FROM audit WHERE verb = 'session_ended' ORDER BY at")
  expect(rows).toMatchObject([
    { subject_id: people[0]?.staffId, details: { reason: "idle" } },
    { subject_id: people[2]?.staffId, details: { reason: "too_long" } },
  ])
})

it("ends them here though BioT is away", async () => {
  const { admin } = await arrange.clinic()
  await test
    .owner()
    .query(
      "UPDATE sessions SET seen_at = now() - interval '1 hour', refresh_token_sealed = $2 WHERE id = $1",
      [admin.sessionId, seal("refresh", "refresh token")],
    )
  stub.on(LOGOUT, hangingUp)
  expect(await endStaleSessions(Date.now())).toBe(1)
  stub.on(LOGOUT, answering(200, {}))
  expect(await handBackLeft(Date.now() + 3 * MINUTE_MS)).toBe(1)
  expect(stub.requests(LOGOUT).at(-1)?.json).toEqual({ refreshToken: "refresh" })
})
