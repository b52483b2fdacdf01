import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { answering, hangingUp, type StubAnswer, stubServer } from "@/db/testing/stub-server"
import { DAY_MS, MINUTE_MS } from "@/lib/time"
import { mintStaffContext } from "./context"
import { endStaleSessions } from "./end-stale-sessions"
import { seal, unseal } from "./seal"
import { endSession } from "./sign-out"

const LOGOUT = "/ums/v2/users/logout"
const stub = stubServer()
const test = testDatabase()
const arrange = fixtures(test)
let person: ArrangedStaff

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const session = async () =>
  (await query("SELECT * FROM sessions WHERE id = $1", [person.sessionId]))[0]
const asked = () => stub.requests(LOGOUT).map(({ json }) => json)
const signOut = () => endSession(mintStaffContext(person))
const outcomes = async () =>
  (
    await query(
      `SELECT details FROM audit WHERE verb = 'session_handed_back' AND subject_id = $1`,
      [person.staffId],
    )
  ).map(({ details }) => details.outcome)

async function arrangeSession(token: string): Promise<ArrangedStaff> {
  const organization = await arrange.organization()
  const someone = await arrange.staff(organization.id, "coordinator")
  await query(
    "UPDATE sessions SET refresh_token_sealed = $2, biot_renew_at = now() WHERE id = $1",
    [...[someone.sessionId, seal(token, "refresh token")]],
  )
  return someone
}

beforeEach(async () => {
  await query("UPDATE sessions SET ended_at = now(), refresh_token_sealed = null")
  person = await arrangeSession("refresh-0")
})

describe("signing out", () => {
  it("ends BioT's session with the refresh token alone, and keeps nothing of it", async () => {
    stub.on(LOGOUT, answering(200, {}))
    expect(await signOut()).toEqual({ isEndedAtBiot: true })
    expect(asked()).toEqual([{ refreshToken: "refresh-0" }])
    expect(stub.requests(LOGOUT)[0]?.headers.authorization).toBeUndefined()
    const over = { ended_at: expect.any(Date), refresh_token_sealed: null, biot_renew_at: null }
    expect(await session()).toMatchObject(over)
    expect(await outcomes()).toEqual(["ended"])
  })

  it("says that BioT did not confirm it where BioT refused, and asks no more", async () => {
    stub.on(LOGOUT, answering(403, { code: "REFRESH_TOKEN_NOT_VALID" }))
    expect(await signOut()).toEqual({ isEndedAtBiot: false })
    expect(await session()).toMatchObject({ refresh_token_sealed: null, biot_renew_at: null })
    expect(await outcomes()).toEqual(["refused"])
  })

  it.each<[string, StubAnswer]>([
    ["hangs up", hangingUp],
    ["fails", answering(500, {})],
    ["has too much to do", answering(429, {})],
  ])("ends it here though BioT %s, and there by the job later", async (_, away) => {
    stub.on(LOGOUT, away)
    expect(await signOut()).toEqual({ isEndedAtBiot: false })
    expect((await session()).ended_at).not.toBeNull()
    expect(unseal((await session()).refresh_token_sealed, "refresh token")).toBe("refresh-0")
    let now = Date.now()
    const before = asked().length
    // Whoever signed out may still wait for BioT's answer.
    expect(await endStaleSessions(now)).toBe(0)
    expect(asked()).toHaveLength(before)
    now += 3 * MINUTE_MS
    expect(await endStaleSessions(now)).toBe(0)
    expect((await session()).refresh_token_sealed).not.toBeNull()
    stub.on(LOGOUT, answering(200, {}))
    expect(await endStaleSessions(now + 5 * MINUTE_MS)).toBe(0)
    expect(await endStaleSessions(now + 11 * MINUTE_MS)).toBe(1)
    expect(asked().at(-1)).toEqual({ refreshToken: "refresh-0" })
    expect(await session()).toMatchObject({ refresh_token_sealed: null, biot_renew_at: null })
    expect(await outcomes()).toEqual(["ended"])
    expect(await endStaleSessions(now + 60 * MINUTE_MS)).toBe(0)
  })

  it("drops the token after a day, whatever BioT makes of it", async () => {
    stub.on(LOGOUT, answering(500, {}))
    await signOut()
    const before = asked().length
    await endStaleSessions(Date.now() + DAY_MS + MINUTE_MS)
    expect(asked()).toHaveLength(before)
    expect(await session()).toMatchObject({ refresh_token_sealed: null, biot_renew_at: null })
    expect(await outcomes()).toEqual(["given_up"])
  })

  it("asks a BioT that is away about few, and gets to the others later", async () => {
    stub.on(LOGOUT, answering(503, {}))
    await signOut()
    for (let n = 1; n <= 5; n += 1) {
      await endSession(mintStaffContext(await arrangeSession(`refresh-${n}`)))
    }
    const now = Date.now() + 3 * MINUTE_MS
    const before = asked().length
    expect(await endStaleSessions(now)).toBe(0)
    expect(asked().length - before).toBe(3)
    stub.on(LOGOUT, answering(200, {}))
    expect(await endStaleSessions(now)).toBe(3)
    expect(await endStaleSessions(now + 11 * MINUTE_MS)).toBe(3)
  })
})
