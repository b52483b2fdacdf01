import net, { type AddressInfo } from "node:net"
import { afterEach, expect, it, vi } from "vitest"
import { z } from "zod"
import { answering, hangingUp, stubServer } from "@/db/testing/stub-server"
import type { BiotError } from "./error"
import { ExchangeError, exchange } from "./exchange"
import { callBiot } from "./http"

const stub = stubServer()
const answer = z.object({ id: z.string() })
const get = { method: "GET" as const, path: "/x", answer }
const post = { method: "POST" as const, path: "/x", body: { a: 1 }, answer }

afterEach(() => {
  vi.restoreAllMocks()
})

async function failureOf(call: Promise<unknown>): Promise<BiotError> {
  return call.then(
    () => {
      throw new Error("it succeeded")
    },
    (error) => error,
  )
}

function exchangeWith(url: string, timeoutMs = 2_000) {
  const request = { method: "POST", headers: {}, body: "{}", maxBytes: 100 }
  return exchange({ ...request, url: new URL(url), timeoutMs, freshConnection: true }).then(
    () => null,
    (error) => (error instanceof ExchangeError ? error : null),
  )
}

it("sends JSON, the token and a traceparent that carries the trace", async () => {
  stub.on("/x", answering(200, { id: "1", more: null }))
  const traceId = "6561e8428d0552c950610c67645962f2"
  expect(await callBiot({ ...post, token: "t", traceId })).toEqual({ id: "1" })
  const [request] = stub.requests("/x")
  expect(request).toMatchObject({
    json: { a: 1 },
    headers: { authorization: "Bearer t", "content-type": "application/json" },
  })
  expect(request?.headers.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`))
})

it.each([
  ["refused", 400, { code: "VALIDATION" }, "VALIDATION"],
  ["refused", 429, "slow down", null],
  ["refused", 401, { code: 7, details: "odd" }, null],
  ["ambiguous", 500, { code: "BOOM" }, "BOOM"],
  ["ambiguous", 504, null, null],
  ["ambiguous", 302, null, null],
  ["bad_shape", 200, { id: 5 }, "id"],
  ["bad_shape", 200, [], "answer"],
])("calls an answer %s (%i %j)", async (kind, status, body, code) => {
  stub.on("/x", answering(status, body))
  expect(await failureOf(callBiot(post))).toMatchObject({ kind, status, code })
})

it("takes an answer that is not JSON for what its status says", async () => {
  stub.on("/x", (_request, response) => response.writeHead(200).end("<html>"))
  expect(await failureOf(callBiot(post))).toMatchObject({ kind: "bad_shape", code: "NOT_JSON" })
  stub.on("/x", (_request, response) => response.writeHead(403).end("<html>"))
  expect(await failureOf(callBiot(post))).toMatchObject({ kind: "refused", code: null })
})

it("keeps BioT's words out of the error's message and its fields", async () => {
  const details = { timeLeftInMinutes: 4, phone: "+15550001111" }
  stub.on("/x", answering(401, { code: "USER_LOCKED", message: "Ada Vance", details }))
  const error = await failureOf(callBiot(post))
  expect(error.message).toBe("POST /x: refused 401 USER_LOCKED")
  expect(JSON.stringify(error)).not.toContain("1555")
  expect(error.details).toEqual(details)
})

it("does not know what became of a request after which the connection broke", async () => {
  stub.on("/x", hangingUp)
  expect(await failureOf(callBiot(post))).toMatchObject({ kind: "ambiguous", code: "ECONNRESET" })
  expect(stub.requests("/x")).toHaveLength(1)
})

it("does not know what became of a request that was never answered", async () => {
  stub.on("/x", () => {})
  const error = await failureOf(callBiot({ ...post, timeoutMs: 150 }))
  expect(error).toMatchObject({ kind: "ambiguous", code: "TIMEOUT" })
})

it("gives up on an answer that drips, stops half-way or never ends", async () => {
  stub.on("/x", (_request, response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write(" "), 20)
    response.on("close", () => clearInterval(timer))
  })
  expect(await failureOf(callBiot({ ...post, timeoutMs: 200 }))).toMatchObject({ code: "TIMEOUT" })
  stub.on("/x", (_request, response) => {
    response.writeHead(200, { "content-length": "100" })
    response.write('{"id":')
    setTimeout(() => response.socket?.destroy(), 20)
  })
  expect(await failureOf(callBiot(post))).toMatchObject({ kind: "ambiguous", code: "ECONNRESET" })
  stub.on("/x", (_request, response) => {
    const more = () => {
      while (response.write("x".repeat(65_536)));
    }
    response.on("drain", more)
    more()
  })
  expect(await failureOf(callBiot(post))).toMatchObject({ kind: "ambiguous", code: "TOO_LONG" })
})

it("asks a second time when an idle connection was closed under a read", async () => {
  stub.on("/x", answering(200, { id: "1" }))
  await callBiot(get)
  let calls = 0
  stub.on("/x", (request, response) => {
    calls += 1
    if (calls === 1) hangingUp(request, response)
    else answering(200, { id: "2" })(request, response)
  })
  expect(await callBiot(get)).toEqual({ id: "2" })
})

it("knows that nothing left when no connection was made", async () => {
  expect(await exchangeWith("http://127.0.0.1:1/")).toMatchObject({
    hasLeft: false,
    code: "ECONNREFUSED",
  })
  expect(await exchangeWith("http://localhost:1/")).toMatchObject({ hasLeft: false })
  expect(await exchangeWith("http://nowhere.invalid/")).toMatchObject({ hasLeft: false })
  // A name that resolves to nowhere and a handshake that fails send no request either.
  expect(await exchangeWith(stub.url().replace("http:", "https:"))).toMatchObject({
    hasLeft: false,
  })
})

it("knows that nothing left when the handshake never ends", async () => {
  const mute = net.createServer(() => {})
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve))
  const { port } = mute.address() as AddressInfo
  const secure = await exchangeWith(`https://127.0.0.1:${port}/`, 150)
  expect(secure).toMatchObject({ hasLeft: false, code: "TIMEOUT" })
  const plain = await exchangeWith(`http://127.0.0.1:${port}/`, 150)
  expect(plain).toMatchObject({ hasLeft: true, code: "TIMEOUT" })
  mute.close()
})

it("does not know what an answer that is not HTTP means", async () => {
  const odd = net.createServer((socket) => socket.end("SSH-2.0-odd\r\n\r\n"))
  await new Promise<void>((resolve) => odd.listen(0, "127.0.0.1", resolve))
  const { port } = odd.address() as AddressInfo
  expect(await exchangeWith(`http://127.0.0.1:${port}/`)).toMatchObject({ hasLeft: true })
  odd.close()
})
