import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { z } from "zod"
import { answering, hangingUp, stubServer } from "@/db/testing/stub-server"
import { callAsService, forgetServiceToken, isBiotReachable, serviceToken } from "./service-token"

const LOGIN = "/ums/v2/services/accessToken"
const stub = stubServer()
const call = () => callAsService({ method: "GET", path: "/x", answer: z.unknown() })

beforeEach(() => forgetServiceToken())
afterEach(() => {
  vi.useRealTimers()
})

/** Logs in with a new token each time, t1, t2, …, each alive for `livesMs`. */
function numberedTokens(livesMs: number) {
  let n = 0
  stub.on(LOGIN, (request, response) => {
    n += 1
    const accessTokenExpiration = new Date(Date.now() + livesMs).toISOString()
    answering(200, { accessToken: `t${n}`, accessTokenExpiration })(request, response)
  })
}

it("logs in once for all who ask at the same time, and keeps the token", async () => {
  numberedTokens(1_800_000)
  expect(await Promise.all(Array.from({ length: 20 }, serviceToken))).toEqual(Array(20).fill("t1"))
  expect(await serviceToken()).toBe("t1")
  expect(stub.requests(LOGIN)).toHaveLength(1)
  expect(stub.requests(LOGIN)[0]?.json).toEqual({
    id: "5e7a0c1e-0000-4000-8000-00000000d05e",
    secretKey: "doseline-demo-secret",
  })
})

it("renews the token from 60 s before it expires", async () => {
  vi.useFakeTimers({ toFake: ["Date"] })
  numberedTokens(1_800_000)
  await serviceToken()
  vi.setSystemTime(Date.now() + 1_739_000)
  expect(await serviceToken()).toBe("t1")
  vi.setSystemTime(Date.now() + 2_000)
  expect(await serviceToken()).toBe("t2")
})

it("logs in again, once, when BioT no longer accepts the token", async () => {
  numberedTokens(1_800_000)
  stub.on("/x", (request, response) => {
    const isOld = request.headers.authorization === "Bearer t1"
    answering(isOld ? 401 : 200, { code: "TOKEN_NOT_VALID" })(request, response)
  })
  await call()
  expect(stub.requests(LOGIN)).toHaveLength(2)
  stub.on("/x", answering(401, { code: "TOKEN_NOT_VALID" }))
  await expect(call()).rejects.toMatchObject({ kind: "refused", status: 401 })
  expect(stub.requests(LOGIN)).toHaveLength(3)
  expect(stub.requests("/x")).toHaveLength(4)
})

it("does not log in again for a permission that is missing", async () => {
  stub.on("/x", answering(403, { code: "ACCESS_DENIED" }))
  await expect(call()).rejects.toMatchObject({ code: "ACCESS_DENIED" })
  expect(stub.requests(LOGIN)).toHaveLength(1)
})

it("tries the login again after one that failed", async () => {
  stub.on(LOGIN, answering(500, {}))
  await expect(call()).rejects.toMatchObject({ name: "ServiceLoginError", kind: "ambiguous" })
  numberedTokens(1_800_000)
  expect(await serviceToken()).toBe("t1")
})

it("says whether BioT answers", async () => {
  stub.on("/ums/system/healthCheck", answering(200, { version: "2.4.2" }))
  expect(await isBiotReachable()).toBe(true)
  stub.on("/ums/system/healthCheck", answering(503, {}))
  expect(await isBiotReachable()).toBe(false)
  stub.on("/ums/system/healthCheck", hangingUp)
  expect(await isBiotReachable()).toBe(false)
})
