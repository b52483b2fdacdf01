import { spawn } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { stopIfAbandoned } from "../db/embedded/postgres.mjs"
import { endShown, runShown, signalGroup } from "./children.mjs"
import { findChromium } from "./chromium.mjs"
import { untilHealthy } from "./health.mjs"
import { installIfStale } from "./install.mjs"
import { anyPort } from "./ports.mjs"
import { endLeftovers } from "./run-record.mjs"
import { cleanEnvironment, startProduct } from "./test-product.mjs"

const MINUTE_MS = 60 * 1000
const BUILD_TIMEOUT_MS = 5 * MINUTE_MS
const MEASURE_TIMEOUT_MS = 60 * MINUTE_MS
const START_TIMEOUT_MS = MINUTE_MS

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const floor = join(root, "bench", "floor")
const next = join(root, "node_modules", "next", "dist", "bin", "next")
const say = (/** @type {string} */ sentence) => console.log(sentence)
const temporary = mkdtempSync(join(tmpdir(), "doseline-bench-"))
const env = {
  ...cleanEnvironment(process.env),
  TMPDIR: temporary,
  NEXT_TELEMETRY_DISABLED: "1",
}

/** @type {() => Promise<unknown>} */
let stopProduct = async () => {}
/** @type {() => void} */
let stopFloor = () => {}

/** What Next leaves in the floor's folder would be taken for sources by the tests. */
function removeBuild() {
  rmSync(join(floor, ".next"), { recursive: true, force: true })
  rmSync(join(floor, "next-env.d.ts"), { force: true })
}

/** @param {string} databaseUrl */
async function startFloor(databaseUrl) {
  removeBuild()
  const production = { ...env, NODE_ENV: "production", DATABASE_URL: databaseUrl }
  const options = { cwd: floor, env: production, timeoutMs: BUILD_TIMEOUT_MS }
  if (!(await runShown(process.execPath, [next, "build"], options))) {
    throw new Error("The floor could not be built; Next says why above.")
  }
  const port = await anyPort()
  const child = spawn(process.execPath, [next, "start", "-p", String(port)], {
    cwd: floor,
    env: production,
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "inherit"],
  })
  const { pid } = child
  stopFloor = () => {
    if (pid !== undefined && child.exitCode === null) signalGroup(pid, "SIGKILL")
  }
  process.on("exit", () => stopFloor())
  const url = `http://127.0.0.1:${port}`
  const { healthy } = await untilHealthy(`${url}/`, { timeoutMs: START_TIMEOUT_MS })
  if (!healthy) throw new Error("The floor does not answer.")
  return url
}

/** @param {string[]} parts */
async function measure(parts) {
  await installIfStale(root, { say, withDevelopment: true })
  const chromium = await findChromium(root, say)
  const dataDir = join(temporary, "product")
  mkdirSync(dataDir)
  const product = await startProduct(root, dataDir, env, (stop) => {
    stopProduct = stop
  })
  const portal = new URL(product.E2E_BASE_URL ?? "")
  portal.hostname = "127.0.0.1"
  const typescript = ["--conditions=react-server", "--import", "tsx"]
  return runShown(process.execPath, [...typescript, "bench/main.ts", ...parts], {
    cwd: root,
    env: {
      ...env,
      ...product,
      BENCH_PORTAL: portal.origin,
      BENCH_FLOOR: await startFloor(product.DATABASE_URL ?? ""),
      CHROMIUM_PATH: chromium,
    },
    timeoutMs: MEASURE_TIMEOUT_MS,
  })
}

let isEnding = false

/** @param {number} code @param {string} [sentence] */
async function end(code, sentence) {
  if (isEnding) return
  isEnding = true
  if (sentence) console.error(sentence)
  await endShown()
  stopFloor()
  removeBuild()
  await stopProduct().catch(() => {})
  await endLeftovers(join(temporary, "product"))
  await stopIfAbandoned({ dataDir: join(temporary, "product") }).catch(() => {})
  rmSync(temporary, { recursive: true, force: true, maxRetries: 3 })
  process.exit(code)
}

for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => end(1, "Stopped."))
}
measure(process.argv.slice(2)).then(
  (isGood) => end(isGood ? 0 : 1),
  (error) => end(1, error.message),
)
