import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { startTestSimulator } from "./test-simulator"

let simulator: Awaited<ReturnType<typeof startTestSimulator>>
let token: string
beforeAll(async () => {
  simulator = await startTestSimulator()
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.call("POST", "/simulator/reset", {})
  await simulator.call("POST", "/simulator/settings", { ratePerSecond: 1_000 })
  token = await simulator.serviceToken()
})

const PATIENTS = "/organization/v1/users/patients"
const EMMA = `${PATIENTS}/0a7e0000-0000-4000-8000-000000000001`
const HOOKS = "/dispatcher/v1/hooks/notifications"
const SEND = "/notification/v1/sms/send"
const settings = (patch: object) => simulator.call("POST", "/simulator/settings", patch)
const search = (request: unknown, path = PATIENTS) =>
  simulator.call(
    "GET",
    `${path}?searchRequest=${encodeURIComponent(JSON.stringify(request))}`,
    undefined,
    token,
  )
const signIn = async (username: string) => {
  const login = { username, password: "demo-password" }
  return (await simulator.call("POST", "/ums/v2/users/login", login)).body
}
const tokenOf = async (username: string) =>
  ((await signIn(username)).accessJwt as { token: string }).token
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe("a request that BioT does not document", () => {
  test.each([
    ["POST", "/ums/v2/users/login", {}],
    ["POST", "/ums/v2/users/login", { username: 7 }],
    ["POST", "/ums/v2/users/token/refresh", {}],
    ["POST", "/ums/v2/users/logout", { refreshToken: null }],
    ["POST", "/ums/v2/services/accessToken", { id: "no-uuid", secretKey: "x" }],
    ["POST", SEND, { phoneNumber: "+12025550101" }],
    ["POST", SEND, { message: "x", phoneNumber: "+123" }],
    ["POST", SEND, { message: "x", phoneNumber: "+123456789012345" }],
    ["POST", SEND, { message: "x", phoneNumber: "+1 202 555 01" }],
    ["POST", SEND, { message: "x", phoneNumber: "1202555010x" }],
    ["POST", SEND, { message: 5, phoneNumber: "+12025550101" }],
    ["POST", SEND, []],
    ["POST", `${HOOKS}/subscribe`, { entityTypeName: "patient", actionName: "_incomingSms" }],
    ["PATCH", EMMA, { _phone: "202 555" }],
    ["PATCH", EMMA, { _id: "0a7e0000-0000-4000-8000-000000000002" }],
    ["PATCH", EMMA, { _enabled: "DISABLED" }],
    ["PATCH", EMMA, { _locale: "en_US" }],
    ["GET", `${PATIENTS}/me`, undefined],
    ["GET", `${PATIENTS}?includeReferencers=maybe`, undefined],
    ["GET", `${PATIENTS}?searchRequest=%7B`, undefined],
  ])("%s %s %j is 400 in BioT's form", async (method, path, body) => {
    const answer = await simulator.call(method, path, body, token)
    expect(answer).toMatchObject({ status: 400, body: { environment: "simulator" } })
    expect(Object.keys(answer.body).sort()).toEqual(
      ["code", "details", "environment", "message", "serviceName", "traceId"].sort(),
    )
  })

  test.each([
    ["DELETE", SEND, 405, "POST"],
    ["GET", "/ums/v2/users/login", 405, "POST"],
    ["PUT", EMMA, 405, "GET, PATCH, DELETE"],
    ["POST", PATIENTS, 405, "GET"],
    ["GET", "/notification/v2/sms/send", 404, null],
    ["GET", "/dispatcher/v1/hooks", 404, null],
  ])("%s %s is %i", async (method, path, status, allow) => {
    const answer = await fetch(simulator.url() + path, { method })
    expect([answer.status, answer.headers.get("allow")]).toEqual([status, allow])
    expect(await answer.json()).toMatchObject({
      environment: "simulator",
      code: expect.stringMatching(/^[A-Z_]+$/),
    })
  })

  test("is 415 as a form, and 400 without a body", async () => {
    const login = (body: string | undefined, type: string) =>
      fetch(`${simulator.url()}/ums/v2/users/login`, {
        ...{ method: "POST", body, headers: { "content-type": type } },
      })
    expect((await login("username=a", "application/x-www-form-urlencoded")).status).toBe(415)
    expect((await login(undefined, "application/json")).status).toBe(400)
    expect((await login('{"username":', "application/json; charset=utf-8")).status).toBe(400)
  })
})

describe("a search", () => {
  test.each([
    [{ filter: { _phone: { is: "x" } } }],
    [{ filter: { _phone: "x" } }],
    [{ filter: { _phones: { eq: "x" } } }],
    [{ filter: { _degree: { eq: "OTHER" } } }],
    [{ filter: { _phone: { in: "x" } } }],
    [{ filter: { _lastModifiedTime: { from: "yesterday" } } }],
    [{ filter: { _lastModifiedTime: { from: 17 } } }],
    [{ filter: { $OR: { _phone: { eq: "x" } } } }],
    [{ sort: [{ prop: "_templateName" }] }],
    [{ sort: [{ prop: "_creationTime", order: "UP" }] }],
    [{ limit: 0 }],
    [{ limit: "10" }],
    [{ page: -1 }],
    [{ size: 10 }],
  ])("of %j is 400", async (request) => {
    expect((await search(request)).status).toBe(400)
  })

  test.each<[object, number]>([
    [{ filter: { _phone: { like: "972553300" } } }, 2],
    [{ filter: { "_name.firstName": { in: ["Emma", "Grace"] } } }, 2],
    [{ filter: { _templateName: { eq: "Patient" }, _enabled: { not: "ENABLED" } } }, 1],
    [{ filter: { time_zone: { isNotNull: true } } }, 1],
    [{ filter: { time_zone: { isNull: true } } }, 29],
    [
      { filter: { "_ownerOrganization.id": { notIn: ["0a51de00-0000-4000-8000-000000000001"] } } },
      3,
    ],
    [{ filter: { _dateOfBirth: { from: "1978-01-01", to: "1978-12-31" } } }, 1],
    [{ filter: { $NOT: { filter: { _gender: { eq: "MALE" } } } } }, 17],
    [
      { filter: { $OR: { filter: { _gender: { eq: "MALE" }, _phone: { eq: "+12025550101" } } } } },
      14,
    ],
    [{ freeTextSearch: "emma johnson" }, 1],
    [{ freeTextSearch: "kim brooks" }, 2],
  ])("of %j finds %i", async (request, count) => {
    expect((await search(request)).body.metadata).toMatchObject({ page: { totalResults: count } })
  })

  test("comes newest first, a hundred a page, and says what it was asked", async () => {
    const { body } = await search({ freeTextSearch: "patient" })
    expect(body.metadata).toMatchObject({
      page: { page: 0, limit: 100 },
      sort: [{ prop: "_creationTime", order: "DESC" }],
      freeTextSearch: "patient",
    })
    const hook = { entityTypeName: "patient", actionName: "_update" }
    for (const n of [1, 2]) {
      const endpoint = `http://127.0.0.1:9/${n}`
      await simulator.call("POST", `${HOOKS}/subscribe`, { ...hook, endpoint }, token)
    }
    const { data } = (await search({}, HOOKS)).body as { data: { endpoint: string }[] }
    expect(data[0]?.endpoint).toMatch(/2$/)
    expect((await search({ filter: { _id: { eq: "x" } } }, HOOKS)).status).toBe(400)
  })
})

describe("permissions", () => {
  const hook = { entityTypeName: "patient", actionName: "_update", endpoint: "http://127.0.0.1:9" }
  const guarded: [string, string, string, object?][] = [
    ["NOTIFICATION_SEND_SMS", "POST", SEND, { message: "x", phoneNumber: "+12025550101" }],
    [
      "NOTIFICATION_CONFIGURATION_GET_SMS_PROVIDER_CONFIGURATION",
      ...(["GET", "/notification/v1/configuration/sms-provider-configuration"] as const),
    ],
    ["DISPATCHER_SUBSCRIPTIONS_SUBSCRIBE", "POST", `${HOOKS}/subscribe`, hook],
    ["DISPATCHER_SUBSCRIPTIONS_UNSUBSCRIBE", "POST", `${HOOKS}/unsubscribe`, hook],
    ["DISPATCHER_SUBSCRIPTIONS_SEARCH", "GET", HOOKS],
    ["PROTECTED_API", "GET", PATIENTS],
  ]
  const denied = { status: 403, body: { code: "ACCESS_DENIED" } }

  test.each(guarded)(
    "%s can be withdrawn alone, and given back",
    async (scope, method, path, body) => {
      await settings({ withdrawnScopes: [scope] })
      for (const [other, ...request] of guarded) {
        const answer = await simulator.call(request[0], request[1], request[2], token)
        expect(answer.status === 403, other).toBe(other === scope)
      }
      expect(await simulator.call(method, path, body, token)).toMatchObject(denied)
      await settings({ withdrawnScopes: [] })
      expect((await simulator.call(method, path, body, token)).status).toBeLessThan(300)
    },
  )

  test.each(["alex.morgan", "maya.rosen", "emma.johnson"])(
    "%s has none but their own",
    async (name) => {
      const own = await tokenOf(`${name}@lakeside.example`)
      for (const [scope, method, path, body] of guarded) {
        const answer = await simulator.call(method, path, body, own)
        if (scope === "PROTECTED_API") expect(answer.status).toBe(200)
        else expect(answer, scope).toMatchObject(denied)
      }
    },
  )

  test("a second step is owed: that token opens nothing else", async () => {
    await simulator.call("POST", "/simulator/people/upsert", {
      kind: "caregiver",
      entity: {
        _name: { firstName: "M", lastName: "F" },
        _mfa: { enabled: true, expirationInMinutes: 7 },
      },
      login: { username: "mfa", password: "demo-password" },
    })
    const session = await signIn("mfa")
    const left = Date.parse(String(session.mfaExpiration)) - Date.now()
    expect(Math.round(left / 60_000)).toBe(7)
    const pending = (session.accessJwt as { token: string }).token
    for (const [, method, path, body] of guarded) {
      expect(await simulator.call(method, path, body, pending)).toMatchObject(denied)
    }
    const confirm = await simulator.call("POST", "/ums/v2/users/login/mfa", { code: "1" }, token)
    expect(confirm).toMatchObject(denied)
  })
})

describe("time", () => {
  const endOf = (jwt: unknown) =>
    JSON.parse(Buffer.from(String(jwt).split(".")[1] ?? "", "base64url").toString()).exp * 1_000

  test("a token of one second lives for one, and ends when it is said to", async () => {
    await settings({ accessTokenSeconds: 1 })
    const before = Date.now()
    const { accessJwt } = await signIn("maya.rosen@lakeside.example")
    const { token: jwt, expiration } = accessJwt as { token: string; expiration: string }
    expect(endOf(jwt)).toBe(Date.parse(expiration))
    expect(endOf(jwt) - before).toBeGreaterThanOrEqual(1_000)
  })

  test("every token lives as long as it was told to", async () => {
    await settings({ accessTokenSeconds: 4, refreshTokenSeconds: 4, mfaSeconds: 4 })
    const session = await signIn("maya.rosen@lakeside.example")
    const mine = (session.accessJwt as { token: string }).token
    const own = await simulator.serviceToken()
    const self = "/organization/v1/users/self"
    expect((await simulator.call("GET", self, undefined, mine)).status).toBe(200)
    await wait(5_100) // An end is on a whole second: up to one later.
    for (const [path, held] of [
      [self, mine],
      [PATIENTS, own],
    ] as const) {
      expect(await simulator.call("GET", path, undefined, held)).toMatchObject({
        ...{ status: 401, body: { code: "TOKEN_NOT_VALID" } },
      })
    }
    const refreshToken = (session.refreshJwt as { token: string }).token
    const late = await simulator.call("POST", "/ums/v2/users/token/refresh", { refreshToken })
    expect(late.body.code).toBe("REFRESH_TOKEN_NOT_VALID")
    const { jwt } = (await simulator.call("POST", "/simulator/tokens", {})).body
    expect(endOf(jwt) - Date.now()).toBeGreaterThan(1_700_000)
  })
})
