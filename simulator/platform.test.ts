import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startTestSimulator } from "./test-simulator"

let simulator: Awaited<ReturnType<typeof startTestSimulator>>
beforeAll(async () => {
  simulator = await startTestSimulator()
})
afterAll(() => simulator.stop())

const LAKESIDE = "0a51de00-0000-4000-8000-000000000001"
const signIn = (username: string, password = "demo-password") =>
  simulator.call("POST", "/ums/v2/users/login", { username, password })
const tokenOf = async (username: string) =>
  ((await signIn(username)).body.accessJwt as { token: string }).token
const search = (kind: string, request: object, token: string) =>
  simulator.call(
    "GET",
    `/organization/v1/users/${kind}?searchRequest=${encodeURIComponent(JSON.stringify(request))}`,
    undefined,
    token,
  )

describe("signing in", () => {
  test("a wrong password is 403 LOGIN_FAILED in BioT's error form", async () => {
    const { status, body } = await signIn("maya.rosen@lakeside.example", "wrong")
    expect(status).toBe(403)
    expect(body).toMatchObject({ code: "LOGIN_FAILED", environment: "simulator" })
  })

  test("staff sign in, are themselves, refresh once and log out", async () => {
    const { body } = await signIn("maya.rosen@lakeside.example")
    const { token } = body.accessJwt as { token: string }
    const self = await simulator.call("GET", "/organization/v1/users/self", undefined, token)
    expect(self.body).toMatchObject({ _userType: "caregiver", _name: { firstName: "Dr. Maya" } })
    const refreshToken = (body.refreshJwt as { token: string }).token
    const path = "/ums/v2/users/token/refresh"
    const refreshed = await simulator.call("POST", path, { refreshToken })
    expect(refreshed.status).toBe(200)
    const again = await simulator.call("POST", path, { refreshToken })
    expect(again).toMatchObject({ status: 403, body: { code: "REFRESH_TOKEN_NOT_VALID" } })
  })

  test("a disabled person cannot sign in", async () => {
    expect((await signIn("george.papadopoulos@lakeside.example")).status).toBe(403)
  })

  test("a second factor is asked for, texted and checked", async () => {
    const { body } = await simulator.call("POST", "/simulator/people/upsert", {
      kind: "organization-user",
      entity: {
        _name: { firstName: "M", lastName: "F" },
        _phone: "+12025550160",
        _mfa: { enabled: true },
      },
      login: { username: "mfa", password: "demo-password", role: "admin" },
    })
    expect(body.entity).toBeTruthy()
    const first = await signIn("mfa")
    expect(first.body).toMatchObject({ mfaRequired: true, refreshJwt: null })
    const pending = (first.body.accessJwt as { token: string }).token
    const self = await simulator.call("GET", "/organization/v1/users/self", undefined, pending)
    expect(self.status).toBe(403)
    const path = "/simulator/phones/%2B12025550160/messages"
    const { messages } = (await simulator.call("GET", path)).body as {
      messages: { body: string }[]
    }
    const code = messages.at(-1)!.body.match(/\d{6}/)![0]
    const mfa = "/ums/v2/users/login/mfa"
    expect((await simulator.call("POST", mfa, { code: "0" }, pending)).status).toBe(403)
    expect((await simulator.call("POST", mfa, { code }, pending)).body).toMatchObject({
      mfaRequired: false,
      refreshJwt: { token: expect.any(String) },
    })
  })

  test.each([
    ["none", { alg: "none" }],
    ["HS512 with the public key", { alg: "HS512" }],
    ["an unknown key", { key: "unknown" }],
    ["expired", { expiresInSeconds: -1 }],
  ])("a token that is %s is 401", async (_, wish) => {
    const claims = { scopes: ["NOTIFICATION_SEND_SMS", "PROTECTED_API"] }
    const { body } = await simulator.call("POST", "/simulator/tokens", { claims, ...wish })
    const path = "/organization/v1/users/patients"
    const answer = await simulator.call("GET", path, undefined, String(body.jwt))
    expect(answer).toMatchObject({ status: 401, body: { code: "TOKEN_NOT_VALID" } })
  })

  test("keys rotate, and tokens of the previous key still count", async () => {
    const token = await simulator.serviceToken()
    const path = "/ums/v1/security/public-key"
    const before = (await simulator.call("GET", path)).body
    await simulator.call("POST", "/simulator/keys/rotate")
    const after = (await simulator.call("GET", path)).body
    expect(after.previousPublicKey).toBe(before.publicKey)
    expect((await search("patients", {}, token)).status).toBe(200)
    await simulator.restart()
    expect((await simulator.call("GET", path)).body).toEqual(after)
  })
})

describe("people", () => {
  test("filter, sort and pages", async () => {
    const token = await simulator.serviceToken()
    const request = {
      filter: { "_ownerOrganization.id": { in: [LAKESIDE] } },
      sort: [{ prop: "_name.lastName", order: "ASC" }],
      limit: 10,
      page: 2,
    }
    const { body } = await search("patients", request, token)
    expect(body.metadata).toMatchObject({ page: { totalResults: 27, page: 2, limit: 10 } })
    expect(body.data).toHaveLength(7)
    const shared = await search("patients", { filter: { _phone: { eq: "+12025550103" } } }, token)
    expect(shared.body.data).toHaveLength(2)
    const free = await search("patients", { freeTextSearch: "noa levi" }, token)
    expect(free.body.data).toHaveLength(1)
    expect((await search("patients", { filter: { _phone: { is: 1 } } }, token)).status).toBe(400)
  })

  test("staff see their own organization, patients themselves", async () => {
    const { body } = await search("patients", {}, await tokenOf("jonas.weber@nordlicht.example"))
    expect(body.data).toHaveLength(3)
    const patient = await tokenOf("emma.johnson@lakeside.example")
    const [emma, ...others] = (await search("patients", {}, patient)).body.data as object[]
    expect(emma).toMatchObject({ _email: "emma.johnson@lakeside.example" })
    expect(others).toEqual([])
    expect((await search("caregivers", {}, patient)).body.data).toEqual([])
    const other = "/organization/v1/users/patients/0a7e0000-0000-4000-8000-000000000002"
    expect((await simulator.call("GET", other, undefined, patient)).status).toBe(404)
  })

  test("a change is partial and found by its time", async () => {
    const token = await simulator.serviceToken()
    const path = "/organization/v1/users/patients/0a7e0000-0000-4000-8000-000000000001"
    const from = new Date().toISOString()
    const { body } = await simulator.call("PATCH", path, { my_attribute: "x" }, token)
    expect(body).toMatchObject({ my_attribute: "x", _phone: "+12025550101" })
    const changed = await search("patients", { filter: { _lastModifiedTime: { from } } }, token)
    expect(changed.body.data).toHaveLength(1)
    expect(
      (await simulator.call("GET", `${path.slice(0, -2)}99`, undefined, token)).body.code,
    ).toBe("USER_NOT_FOUND")
  })
})
