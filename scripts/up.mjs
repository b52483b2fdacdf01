import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { startPostgres } from "../db/embedded/postgres.mjs"
import { buildIfStale } from "./build.mjs"
import { checkDatabase } from "./database.mjs"
import { portalEnvironment, simulatorEnvironment } from "./environment.mjs"
import { untilHealthy } from "./health.mjs"
import { installIfStale } from "./install.mjs"
import { choosePort } from "./ports.mjs"
import { Processes } from "./processes.mjs"
import { endLeftovers, openRecord } from "./run-record.mjs"
import { makeDataDir, readSettings } from "./settings.mjs"
import { welcome } from "./welcome.mjs"

const SECOND_MS = 1000
const HEALTH_TIMEOUT_MS = 60 * SECOND_MS
const WATCH_MS = SECOND_MS
// npm passes on the Ctrl-C that the terminal has already sent us.
const ECHO_MS = SECOND_MS

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const isDevelopment = process.argv.includes("--dev")
const say = (/** @type {string} */ sentence) => console.log(sentence)
const typescript = (/** @type {string} */ file) => [
  "--conditions=react-server",
  "--import",
  "tsx",
  file,
]

/** @type {(() => void | Promise<void>)[]} */
const endings = []
let endingSince = 0

/** Ends everything this started, last first. @param {number} code @param {string} [sentence] */
async function end(code, sentence) {
  if (endingSince > 0) return
  endingSince = Date.now()
  if (sentence) console.error(sentence)
  for (const ending of endings.reverse()) {
    try {
      await ending()
    } catch (error) {
      console.error(/** @type {Error} */ (error).message)
      code ||= 1
    }
  }
  process.exit(code)
}

/** @param {import("./settings.mjs").Settings} settings */
async function openDatabase(settings) {
  if (settings.databaseUrl) {
    await checkDatabase(settings.databaseUrl)
    return settings.databaseUrl
  }
  const starting = startPostgres({ dataDir: settings.dataDir, log: say })
  // Registered before it is up: Ctrl-C may come in between.
  endings.push(async () => (await starting).stop())
  let postgres = await starting
  let busy = false
  const watch = setInterval(async () => {
    if (busy || endingSince > 0 || postgres.isRunning()) return
    busy = true
    say("Postgres ended. Starting it again.")
    try {
      const { port } = postgres
      postgres = await postgres.revive()
      if (postgres.port !== port) await end(1, "Postgres had to move to another port. Start again.")
    } catch (error) {
      await end(1, /** @type {Error} */ (error).message)
    }
    busy = false
  }, WATCH_MS)
  endings.push(() => clearInterval(watch))
  return postgres.url
}

/** @param {import("./settings.mjs").Settings} settings */
async function choosePorts(settings) {
  const port = await choosePort(settings.port)
  if (port !== settings.port) say(`Port ${settings.port} is taken. The portal uses ${port}.`)
  if (settings.biot) return { port, simulatorPort: null }
  const simulatorPort = await choosePort(settings.simulatorPort, [port])
  if (simulatorPort !== settings.simulatorPort) {
    say(`Port ${settings.simulatorPort} is taken. The simulator uses ${simulatorPort}.`)
  }
  return { port, simulatorPort }
}

/** @param {Processes} processes @param {import("./environment.mjs").Place} place @param {NodeJS.ProcessEnv} env */
async function startSimulator(processes, place, env) {
  processes.start({
    name: "simulator",
    args: ["--import", "tsx", "simulator/main.ts"],
    env: simulatorEnvironment(place),
  })
  const { healthy } = await untilHealthy(`${env.SIMULATOR_URL}/system/healthCheck`, {
    timeoutMs: HEALTH_TIMEOUT_MS,
  })
  if (!healthy) throw new Error("The simulator does not answer.")
  await processes.run({ name: "seed", args: typescript("db/seed/main.ts"), env })
  await processes.run({
    name: "subscription at BioT",
    args: typescript("scripts/register.ts"),
    env,
  })
}

/** @param {Processes} processes @param {NodeJS.ProcessEnv} env */
async function startPortal(processes, env) {
  const distDir = isDevelopment ? undefined : await buildIfStale(root, { say, env })
  processes.start({ name: "worker", args: typescript("scripts/worker.ts"), env })
  const next = join(root, "node_modules", "next", "dist", "bin", "next")
  processes.start({
    name: "portal",
    args: [next, isDevelopment ? "dev" : "start", "-p", String(env.PORT)],
    env: distDir ? { ...env, NEXT_DIST_DIR: distDir } : env,
    essential: true,
  })
  const health = await untilHealthy(`http://127.0.0.1:${env.PORT}/api/health`, {
    timeoutMs: HEALTH_TIMEOUT_MS,
  })
  if (!health.answered) throw new Error("The portal does not answer.")
  if (!health.healthy) say(`The portal runs but is not healthy yet: ${health.body}`)
}

async function main() {
  const settings = readSettings(process.env, root)
  makeDataDir(settings.dataDir)
  await installIfStale(root, { say })
  if ((await endLeftovers(settings.dataDir)) > 0) say("Ended what an earlier run left behind.")
  const record = openRecord(settings.dataDir)
  endings.push(record.remove)
  const databaseUrl = await openDatabase(settings)
  const place = { databaseUrl, isDevelopment, ...(await choosePorts(settings)) }
  const env = portalEnvironment(settings, place)
  const isDemo = place.simulatorPort !== null && !isDevelopment
  const processes = new Processes({
    root,
    // A demo's terminal is for its addresses; elsewhere the output is the log.
    logs: isDemo ? join(settings.dataDir, "logs") : null,
    say,
    onChange: (list) => record.update({ processes: list }),
    onFatal: (sentence) => end(1, sentence),
  })
  process.on("exit", () => processes.killAll())
  endings.push(() => processes.endAll())
  await processes.run({ name: "migration", args: typescript("db/migrate.ts"), env })
  if (place.simulatorPort) await startSimulator(processes, place, env)
  await startPortal(processes, env)
  const portal = settings.publicUrl ?? `http://localhost:${place.port}`
  const simulator = place.simulatorPort ? `http://localhost:${place.simulatorPort}` : null
  say(await welcome({ portal, simulator }))
  record.update({ portal, databaseUrl, ...(simulator ? { simulator } : {}) })
}

for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => {
    if (endingSince > 0 && Date.now() - endingSince > ECHO_MS) process.exit(1)
    end(0)
  })
}
main().catch((error) => {
  if (endingSince === 0) end(1, error.message)
})
