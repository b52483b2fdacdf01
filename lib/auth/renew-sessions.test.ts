import { beforeAll, beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { answering, hangingUp, stubServer } from "@/db/testing/stub-server"
import { MINUTE_MS } from "@/lib/time"
import { mintStaffContext } from "./context"
import { handBackLeft } from "./hand-back"
import { renewSessions } from "./renew-sessions"
import { seal, unseal } from "./seal"
import { staffFor } from "./session"
import { endSession } from "./sign-out"

const REFRESH = "/ums/v2/users/token/refresh"
const LOGOUT = "/ums/v2/users/logout"
const SELF = "/organization/v1/users/self"
const stub = stubServer()
const test = testDatabase()
const arrange = fixtures(test)
let person: ArrangedStaff
let now: number

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const session = async () =>
  (await query("SELECT * FROM sessions WHERE id = $1", [person.sessionId]))[0]
const tokenOf = async () => unseal((await session()).refresh_token_sealed ?? "", "refresh token")
const verbs = async () =>
  (await query("SELECT verb FROM audit WHERE subject_id = $1 ORDER BY at, id", [person.staffId]))
    .map(({ verb }) => verb)
    .filter((verb) => !verb.startsWith("session_renew"))

const renewedPair = (n: number) => ({
  userId: person.staffId,
  ownerOrganizationId: person.organizationId,
  accessJwt: {
    token: `access-${n}`,
    expiration: new Date(Date.now() + 30 * MINUTE_MS).toISOString(),
  },
  refreshJwt: { token: `refresh-${n}`, expiration: "2036-11-23T20:00:00Z" },
})
const self = (fields: object = {}) => ({
  ...{ _id: person.staffId, _userType: "organization-user", _enabled: "ENABLED" },
  ...{ _ownerOrganization: { id: person.organizationId, name: "Clinic" } },
  ...{ _name: { firstName: "Robin", lastName: "Vale" }, _template: { name: "Planner" } },
  ...fields,
})

async function arrangeDue(dueAt = now - 1_000) {
  const organization = await arrange.organization()
  person = await arrange.staff(organization.id, "coordinator")
  await query("UPDATE sessions SET refresh_token_sealed = $2, biot_renew_at = $3 WHERE id = $1", [
    person.sessionId,
    seal("refresh-0", "refresh token"),
    new Date(dueAt),
  ])
}

beforeAll(() => {
  process.env.DATABASE_URL = test.url()
})
beforeEach(async () => {
  await query("UPDATE sessions SET ended_at = now()")
  now = Date.now() + 1_000
  await arrangeDue()
  stub.on(REFRESH, answering(200, renewedPair(1)))
  stub.on(SELF, answering(200, self()))
  stub.on(LOGOUT, answering(200, {}))
})

describe("renewSessions", () => {
  it("renews a session that is due, keeps the new token sealed and when it is due again", async () => {
    expect(await renewSessions(now)).toBe(1)
    expect(stub.requests(REFRESH)).toMatchObject([{ json: { refreshToken: "refresh-0" } }])
    expect(stub.requests(SELF)[0]?.headers.authorization).toBe("Bearer access-1")
    expect(await tokenOf()).toBe("refresh-1")
    expect((await session()).refresh_token_sealed).not.toContain("refresh-1")
    const dueIn = (await session()).biot_renew_at.getTime() - Date.now()
    expect(Math.round(dueIn / MINUTE_MS)).toBe(29)
    expect(await renewSessions(now)).toBe(0)
    expect(stub.requests(REFRESH)).toHaveLength(1)
  })

  it("uses a refresh token once, however many workers there are", async () => {
    const workers = Array.from({ length: 8 }, () => renewSessions(now))
    const renewed = (await Promise.all(workers)).reduce((sum, n) => sum + n, 0)
    expect(renewed).toBe(1)
    expect(stub.requests(REFRESH)).toHaveLength(1)
    expect(await tokenOf()).toBe("refresh-1")
  })

  it("leaves what is not due, idle, over or without a token of BioT's alone", async () => {
    const set = (values: string) =>
      query(`UPDATE sessions SET ${values} WHERE id = $1`, [person.sessionId])
    await set("biot_renew_at = now() + interval '1 minute'")
    expect(await renewSessions(now)).toBe(0)
    await set(
      "biot_renew_at = now() - interval '1 minute', seen_at = now() - interval '16 minutes'",
    )
    expect(await renewSessions(now)).toBe(0)
    await set("seen_at = now(), started_at = now() - interval '13 hours'")
    expect(await renewSessions(now)).toBe(0)
    await set("started_at = now(), ended_at = now()")
    expect(await renewSessions(now)).toBe(0)
    await set("ended_at = NULL, biot_renew_at = NULL")
    expect(await renewSessions(now)).toBe(0)
    expect(stub.requests(REFRESH)).toHaveLength(0)
  })

  it("ends the session here when BioT no longer renews it", async () => {
    stub.on(REFRESH, answering(403, { code: "REFRESH_TOKEN_NOT_VALID" }))
    expect(await renewSessions(now)).toBe(0)
    expect(await session()).toMatchObject({
      ended_at: expect.any(Date),
      refresh_token_sealed: null,
    })
    expect(await verbs()).toEqual(["session_ended", "session_handed_back"])
    expect(await staffFor(person, Date.now(), { touch: false })).toBeNull()
  })

  it("keeps the session while BioT is away, and tries again", async () => {
    for (const away of [hangingUp, answering(500, {}), answering(429, {})]) {
      stub.on(REFRESH, away)
      expect(await renewSessions(now)).toBe(0)
      expect(await tokenOf()).toBe("refresh-0")
      expect(await renewSessions(now)).toBe(0)
      now += 3 * MINUTE_MS
    }
    expect(stub.requests(REFRESH)).toHaveLength(3)
    stub.on(REFRESH, answering(200, renewedPair(1)))
    expect(await renewSessions(now)).toBe(1)
    expect(await staffFor(person, Date.now(), { touch: false })).not.toBeNull()
  })

  it("follows what BioT says of the person: another role, name or template", async () => {
    const _template = { name: "OrganizationAdmin" }
    stub.on(SELF, answering(200, self({ _template, _name: { firstName: "Ro\u0000bin" } })))
    await renewSessions(now)
    const [row] = await query("SELECT * FROM staff WHERE id = $1", [person.staffId])
    expect(row).toMatchObject({
      ...{ role: "admin", template_name: "OrganizationAdmin", first_name: "Ro\ufffdbin" },
      last_name: null,
    })
    expect(await staffFor(person, Date.now(), { touch: false })).toMatchObject({ role: "admin" })
    expect(await verbs()).toContain("organization-user.changed_in_biot")
  })

  it("never lets BioT's word undo a newer one", async () => {
    await query("UPDATE staff SET role = 'clinician', synced_at = now() + interval '1 hour'")
    stub.on(SELF, answering(200, self({ _template: { name: "OrganizationAdmin" } })))
    await renewSessions(now)
    expect(await staffFor(person, Date.now(), { touch: false })).toMatchObject({
      role: "clinician",
    })
  })

  const elsewhere = { id: "620e80c8-9e33-4fb8-aa38-7fe0d1d5683a", name: "Other" }
  it.each([
    ["disabled", { _enabled: "DISABLED" }, "disabled"],
    ["of another organization", { _ownerOrganization: elsewhere }, "another_person"],
    ["a patient", { _userType: "patient" }, "another_person"],
  ])("ends the session, at BioT too, of who is now %s", async (_, fields, reason) => {
    stub.on(SELF, answering(200, self(fields)))
    await renewSessions(now)
    expect((await session()).ended_at).not.toBeNull()
    expect(stub.requests(LOGOUT)).toMatchObject([{ json: { refreshToken: "refresh-1" } }])
    const [entry] = await query(
      "SELECT details, actor_id FROM audit WHERE verb = 'session_ended' AND subject_id = $1",
      [person.staffId],
    )
    expect(entry).toMatchObject({ details: { reason }, actor_id: "renew-sessions" })
  })

  it("ends the session of who has no role any more, or whom BioT does not tell about", async () => {
    const roles = {
      defaults: { caregiver: "none", "organization-user": "none" },
      templates: [{ kind: "organization-user", template: "OrganizationAdmin", choice: "admin" }],
    }
    await query("UPDATE organizations SET settings = $2 WHERE id = $1", [
      ...[person.organizationId, JSON.stringify({ roles })],
    ])
    await renewSessions(now)
    expect((await session()).ended_at).not.toBeNull()
    await arrangeDue()
    stub.on(REFRESH, answering(200, renewedPair(2)))
    stub.on(SELF, answering(401, { code: "TOKEN_NOT_VALID" }))
    await renewSessions(now)
    expect((await session()).ended_at).not.toBeNull()
  })

  it("gives up, at BioT, what it got for a session that ended meanwhile", async () => {
    stub.on(REFRESH, (request, response) => {
      endSession(mintStaffContext(person)).then(() =>
        answering(200, renewedPair(1))(request, response),
      )
    })
    expect(await renewSessions(now)).toBe(0)
    expect(stub.requests(LOGOUT).map(({ json }) => json)).toEqual([
      { refreshToken: "refresh-0" },
      { refreshToken: "refresh-1" },
    ])
    expect(await session()).toMatchObject({ refresh_token_sealed: null, biot_renew_at: null })
  })

  it("keeps what it got for a session that ended meanwhile while BioT is away", async () => {
    stub.on(REFRESH, (request, response) => {
      endSession(mintStaffContext(person)).then(() => {
        stub.on(LOGOUT, answering(503, {}))
        answering(200, renewedPair(1))(request, response)
      })
    })
    expect(await renewSessions(now)).toBe(0)
    expect(await tokenOf()).toBe("refresh-1")
    stub.on(LOGOUT, answering(200, {}))
    expect(await handBackLeft(Date.now() + 3 * MINUTE_MS)).toBe(1)
    expect(stub.requests(LOGOUT).at(-1)?.json).toEqual({ refreshToken: "refresh-1" })
    expect(await session()).toMatchObject({ refresh_token_sealed: null, biot_renew_at: null })
  })

  it("goes on with the others when one fails", async () => {
    await query("UPDATE sessions SET refresh_token_sealed = 'not sealed' WHERE id = $1", [
      person.sessionId,
    ])
    const broken = person
    await arrangeDue()
    stub.on(REFRESH, answering(200, renewedPair(1)))
    stub.on(SELF, answering(200, self()))
    expect(await renewSessions(now)).toBe(1)
    const [left] = await query("SELECT ended_at FROM sessions WHERE id = $1", [broken.sessionId])
    expect(left.ended_at).not.toBeNull()
  })
})
