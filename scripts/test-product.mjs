import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { anyPort } from "./ports.mjs"
import { readRecord } from "./run-record.mjs"

const SECOND_MS = 1000
const START_TIMEOUT_MS = 240 * SECOND_MS
// The processes get 15 seconds to end, then Postgres ten.
const STOP_TIMEOUT_MS = 30 * SECOND_MS
const POLL_MS = 100

/** What a developer has set for a product of theirs must not reach the tests' copy. */
const NOT_INHERITED =
  /^(BIOT_|DATABASE_URL$|PUBLIC_URL$|NEXTAUTH_|PLUGIN_SECRET$|SIMULATOR_|PORT$|NODE_ENV$|NEXT_)/

/** @param {NodeJS.ProcessEnv} env */
export function cleanEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !NOT_INHERITED.test(name)))
}

/**
 * A copy of the product, started as a user starts it, with its own data and ports.
 * @param {string} root
 * @param {string} dataDir an empty directory
 * @param {NodeJS.ProcessEnv} base
 * @param {(stop: () => Promise<boolean>) => void} onSpawn gets what ends it, before it is up;
 *   that says whether it ended well
 * @returns {Promise<Record<string, string>>} what Playwright needs to find it
 */
export async function startProduct(root, dataDir, base, onSpawn) {
  const port = await anyPort()
  let simulatorPort = await anyPort()
  while (simulatorPort === port) simulatorPort = await anyPort()
  const ports = { PORT: String(port), SIMULATOR_PORT: String(simulatorPort) }
  const child = spawn(process.execPath, [join(root, "scripts", "up.mjs")], {
    cwd: root,
    env: { ...base, ...ports, DATA_DIR: dataDir },
    stdio: ["ignore", "inherit", "inherit"],
  })
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once("exit", resolve))
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM")
    const code = await Promise.race([ended, sleep(STOP_TIMEOUT_MS, "late", { ref: false })])
    if (code === "late") child.kill("SIGKILL")
    return code === 0
  }
  onSpawn(stop)
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline && child.exitCode === null && child.pid !== undefined) {
    const record = readRecord(dataDir, child.pid)
    if (record?.portal && record.simulator && record.databaseUrl) {
      const pluginSecret = readFileSync(join(dataDir, "plugin-secret"), "utf8").trim()
      return {
        E2E_BASE_URL: record.portal,
        SIMULATOR_URL: record.simulator,
        DATABASE_URL: record.databaseUrl,
        PLUGIN_SECRET: pluginSecret,
        DATA_DIR: dataDir,
      }
    }
    await sleep(POLL_MS)
  }
  await stop()
  throw new Error("The product did not start.")
}
