import { randomUUID } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { beforeEach, describe, expect, it } from "vitest"
import { answering, type StubAnswer, stubServer, testEnvironment } from "@/db/testing/stub-server"
import { mintStaffContext } from "@/lib/auth/context"
import { env } from "@/lib/env"
import { checkConnection } from "./checks"
import { selfTestProof, testEndpoint } from "./self-test"

const stub = stubServer()
const HOOKS = "/dispatcher/v1/hooks/notifications"
const SMS = "/notification/v1/configuration/sms-provider-configuration"
const PATH = "/api/biot/incoming-sms/a-plugin-secret-of-tests"
const SECRET = "a-plugin-secret-of-tests"
const organizationId = randomUUID()
const staff = (role: "admin" | "coordinator") =>
  mintStaffContext({
    ...{ organizationId, role, staffId: randomUUID(), sessionId: randomUUID(), traceId: "trace" },
  })

const proving: StubAnswer = ({ json }, response) =>
  answering(401, { proof: selfTestProof(json, SECRET) })({} as never, response)

describe("testEndpoint", () => {
  const test = () => testEndpoint(`${stub.url()}${PATH}`, SECRET)

  it("finds this portal by its proof alone", async () => {
    stub.on(PATH, proving)
    expect(await test()).toEqual({ ok: true, ms: expect.any(Number) })
    const others: StubAnswer[] = [
      answering(401, { error: { reason: "missing" } }),
      answering(200, "a proxy's page"),
      answering(401, { proof: "0".repeat(64) }),
      ({ json }, response) =>
        answering(401, { proof: selfTestProof(json, "another-portals-secret") })(
          {} as never,
          response,
        ),
    ]
    for (const other of others) {
      stub.on(PATH, other)
      expect(await test()).toEqual({ ok: false, reason: "other" })
    }
  })

  it("tells a redirect, a closed door and plain http behind https apart", async () => {
    stub.on(PATH, (_request, response) => {
      response.writeHead(308, { location: "https://elsewhere.example/" })
      response.end()
    })
    expect(await test()).toEqual({ ok: false, reason: "redirected" })
    const closed = createServer().listen(0, "127.0.0.1")
    await new Promise((resolve) => closed.once("listening", resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    const gone = await testEndpoint(`http://127.0.0.1:${port}${PATH}`, SECRET)
    expect(gone).toEqual({ ok: false, reason: "unreachable" })
    const plain = await testEndpoint(`${stub.url().replace("http:", "https:")}${PATH}`, SECRET)
    expect(plain).toEqual({ ok: false, reason: "certificate" })
  })

  it("proves nothing to a body that is no self-test", () => {
    for (const body of [null, [], "x", {}, { selfTest: "7" }, { selfTest: { a: 1 } }]) {
      expect(selfTestProof(body, SECRET)).toBeNull()
    }
  })
})

describe("checkConnection", () => {
  beforeEach(() => {
    testEnvironment({ BIOT_BASE_URL: stub.url(), PUBLIC_URL: stub.url() })
    Object.assign(env(), { BIOT_BASE_URL: stub.url(), PUBLIC_URL: stub.url() })
    stub.on(PATH, proving)
    stub.on(SMS, answering(200, { configured: true }))
    stub.on(HOOKS, answering(200, { data: [] }))
  })
  const hook = (endpoint: string, entityTypeName = "patient", actionName = "_incomingSms") => ({
    ...{ id: randomUUID(), entityTypeName, actionName, endpoint },
  })

  it("asks BioT and our own address, and gives away no secret of anybody", async () => {
    const theirs = "https://other.example/hooks/their-own-secret"
    const ours = `${stub.url()}${PATH}`
    const older = ours.replace(SECRET, "an-older-secret-of-ours")
    stub.on(HOOKS, answering(200, { data: [hook(ours), hook(theirs), hook(older, "caregiver")] }))
    const checks = await checkConnection(staff("admin"), 7)
    expect(checks).toMatchObject({
      ...{ at: 7, token: { ok: true }, isSmsConfigured: true },
      endpoints: { "incoming-sms": { ok: true }, people: { ok: false, reason: "other" } },
      subscriptions: {
        kinds: [
          { kind: "patient", endpoints: { "incoming-sms": { subscribed: 1, of: 1 } } },
          { kind: "caregiver", endpoints: { "incoming-sms": { subscribed: 0, of: 1 } } },
          { kind: "organization-user", endpoints: { people: { subscribed: 0, of: 4 } } },
        ],
        others: [
          { kind: "patient", address: "https://other.example/hooks/…" },
          { kind: "caregiver" },
        ],
      },
    })
    const said = JSON.stringify(checks)
    for (const secret of ["their-own-secret", "an-older-secret", SECRET, "doseline-demo-secret"]) {
      expect(said).not.toContain(secret)
    }
  })

  it("logs in anew each time, so that a revoked key is seen at once", async () => {
    await checkConnection(staff("admin"), 0)
    stub.on("/ums/v2/services/accessToken", answering(403, { code: "LOGIN_FAILED" }))
    const { token } = await checkConnection(staff("admin"), 0)
    expect(token).toEqual({ ok: false, reason: "LOGIN_FAILED" })
  })

  it("says what BioT did not answer, and is the admin's", async () => {
    stub.on(HOOKS, answering(403, { code: "ACCESS_DENIED" }))
    stub.on(SMS, answering(500, {}))
    expect(await checkConnection(staff("admin"), 0)).toMatchObject({
      ...{ token: { ok: true }, isSmsConfigured: null },
      subscriptions: { ok: false, reason: "ACCESS_DENIED" },
    })
    const asked = checkConnection(staff("coordinator"), 0)
    await expect(asked).rejects.toMatchObject({ code: "forbidden" })
  })
})
