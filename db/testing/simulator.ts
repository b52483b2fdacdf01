import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { fileURLToPath } from "node:url"
import pg from "pg"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const START_TIMEOUT_MS = 55_000
const STOP_TIMEOUT_MS = 3_000

export type RunningSimulator = {
  url: string
  /** Calls one of the simulator's own endpoints (`/simulator/…`); gives its JSON, throws if not 2xx. */
  control: <T = unknown>(
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: unknown,
  ) => Promise<T>
  stop: () => Promise<void>
}

/**
 * Starts the simulator as a process of its own on a free port. Its state lies in `databaseUrl`, or
 * else in a database of its own on the tests' Postgres that goes with it.
 */
export async function startSimulator(
  options: { databaseUrl?: string; serviceSecret?: string } = {},
): Promise<RunningSimulator> {
  const own = options.databaseUrl ? null : await ownDatabase()
  const process = await startProcess({
    DATABASE_URL: options.databaseUrl ?? own?.url,
    SIMULATOR_SERVICE_SECRET: options.serviceSecret ?? "doseline-demo-secret",
  }).catch(async (error) => {
    await own?.drop()
    throw error
  })
  return {
    url: process.url,
    control: (method, path, body) => control(process.url, method, path, body),
    stop: async () => {
      await process.stop()
      await own?.drop()
    },
  }
}

async function ownDatabase() {
  const adminUrl = process.env.TEST_DATABASE_URL
  if (!adminUrl) throw new Error("TEST_DATABASE_URL is set by the tests' global setup.")
  const name = `simulator_${randomUUID().replaceAll("-", "")}`
  const ask = async (sql: string) => {
    const admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    await admin.query(sql).finally(() => admin.end())
  }
  await ask(`CREATE DATABASE ${name}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.toString(), drop: () => ask(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function startProcess(fields: Record<string, string | undefined>) {
  const child = spawn(process.execPath, ["--import", "tsx", "simulator/main.ts"], {
    cwd: ROOT,
    env: { ...process.env, ...fields, SIMULATOR_PORT: "0", NODE_ENV: "test" },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  let said = ""
  const url = await new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Error(`The simulator did not start: ${said}`))
    const deadline = setTimeout(fail, START_TIMEOUT_MS)
    const hear = (chunk: Buffer) => {
      said += chunk
      const [found] = /http:\/\/[\w.:[\]]+/.exec(said) ?? []
      if (!found || !said.includes("\n")) return
      clearTimeout(deadline)
      resolve(found)
    }
    child.stdout.on("data", hear)
    child.stderr.on("data", hear)
    child.once("exit", fail)
  }).catch((error) => {
    child.kill("SIGKILL")
    throw error
  })
  const stop = async () => {
    child.kill("SIGTERM")
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS)
    await ended
    clearTimeout(timer)
  }
  return { url, stop }
}

async function control<T>(url: string, method: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return (text === "" ? undefined : JSON.parse(text)) as T
}
