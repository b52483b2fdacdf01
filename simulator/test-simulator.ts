import { randomUUID } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import pg from "pg"
import { startSimulator } from "./server"
import { SERVICE_USER_ID } from "./world"

const SECRET = "test-service-secret"

export type Answer = { status: number; body: Record<string, unknown> }
export type PluginCall = { headers: Record<string, unknown>; body: PluginBody }
export type PluginBody = {
  metadata: Record<string, unknown>
  data: {
    entity: Record<string, unknown>
    additionalData: { metadata: Record<string, string | null> } | null
  }
  jwt: string
}

async function createDatabase() {
  const admin = process.env.TEST_DATABASE_URL
  if (!admin) throw new Error("TEST_DATABASE_URL is not set")
  const name = `simulator_${randomUUID().replaceAll("-", "")}`
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: admin })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await run(`CREATE DATABASE ${name}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) }
}

/** A running simulator on a database of its own, which `restart` keeps. */
export async function startTestSimulator() {
  const database = await createDatabase()
  const env = { port: 0, host: "127.0.0.1", databaseUrl: database.url, serviceSecret: SECRET }
  let running = await startSimulator(env)
  const call = async (method: string, path: string, body?: unknown, token?: string) => {
    const headers: Record<string, string> = { "content-type": "application/json" }
    if (token) headers.authorization = `Bearer ${token}`
    const response = await fetch(running.url + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    })
    const text = await response.text()
    const answer: Answer = { status: response.status, body: text ? JSON.parse(text) : {} }
    return answer
  }
  const serviceToken = async () => {
    const path = "/ums/v2/services/accessToken"
    const { body } = await call("POST", path, { id: SERVICE_USER_ID, secretKey: SECRET })
    return String(body.accessToken)
  }
  return {
    call,
    serviceToken,
    url: () => running.url,
    restart: async () => {
      await running.stop()
      running = await startSimulator(env)
    },
    stop: async () => {
      await running.stop()
      await database.drop()
    },
  }
}

/** An endpoint that keeps what plugins are called with. */
export async function startPlugin() {
  const calls: PluginCall[] = []
  const server = createServer((request, response) => {
    let text = ""
    request.on("data", (part) => {
      text += part
    })
    request.on("end", () => {
      calls.push({ headers: request.headers, body: JSON.parse(text) })
      response.end("{}")
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const stop = () => new Promise((resolve) => server.close(resolve))
  return { calls, url: `http://127.0.0.1:${port}/hook`, stop }
}
