import http from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach } from "vitest"

export type StubRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: http.IncomingHttpHeaders
  json: unknown
}
export type StubAnswer = (request: StubRequest, response: http.ServerResponse) => void

/** The environment that `lib/env` demands, for tests; call it before anything reads `env()`. */
export function testEnvironment(fields: Record<string, string> = {}): void {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    BIOT_BASE_URL: "http://127.0.0.1:1",
    BIOT_SERVICE_USER_ID: "5e7a0c1e-0000-4000-8000-00000000d05e",
    BIOT_SERVICE_USER_SECRET_KEY: "doseline-demo-secret",
    PUBLIC_URL: "http://127.0.0.1:3000",
    PLUGIN_SECRET: "a-plugin-secret-of-tests",
    NEXTAUTH_SECRET: "a-session-secret-for-tests-only-0123456789",
    ...fields,
  })
}

/**
 * A server in BioT's place that misbehaves as told: what the simulator, being honest, cannot show.
 * It logs the service user in by itself; every other path answers as given by `on`, or 404.
 */
export function stubServer() {
  const answers = new Map<string, StubAnswer>()
  const requests: StubRequest[] = []
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://stub")
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const text = Buffer.concat(parts).toString()
    const { method = "GET", headers } = request
    const json: unknown = text === "" ? undefined : JSON.parse(text)
    const seen = { method, path: url.pathname, query: url.searchParams, headers, json }
    requests.push(seen)
    const answer = answers.get(url.pathname) ?? answering(404, { code: "NOT_FOUND" })
    answer(seen, response)
  })

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    testEnvironment({ BIOT_BASE_URL: `http://127.0.0.1:${port}` })
  })
  beforeEach(() => {
    answers.clear()
    requests.length = 0
    const accessTokenExpiration = new Date(Date.now() + 1_800_000).toISOString()
    answers.set(
      "/ums/v2/services/accessToken",
      answering(200, { accessToken: "service-token", accessTokenExpiration }),
    )
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  return {
    on: (path: string, answer: StubAnswer) => {
      answers.set(path, answer)
    },
    requests: (path?: string) => requests.filter((each) => !path || each.path === path),
    url: () => process.env.BIOT_BASE_URL ?? "",
  }
}

export function answering(status: number, json: unknown): StubAnswer {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" })
    response.end(JSON.stringify(json))
  }
}

/** Takes the whole request and hangs up without a word. */
export const hangingUp: StubAnswer = (_request, response) => {
  response.socket?.destroy()
}
