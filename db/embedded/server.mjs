import { spawn, spawnSync } from "node:child_process"
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { pathsOf, postgresEnvironment } from "./cluster.mjs"
import { commandLine, startToken } from "./process-info.mjs"

const SECOND_MS = 1000
const START_TIMEOUT_MS = 30 * SECOND_MS
const STOP_TIMEOUT_MS = 10 * SECOND_MS
const POLL_MS = 20
const RETRY_MS = 100
const PORT_WAIT_MS = 3 * SECOND_MS
const LOG_LIMIT_BYTES = 10_000_000
const PID_LINE = 0
const PORT_LINE = 3
const STATUS_LINE = 7

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return ""
    throw error
  }
}

/**
 * The server that runs on this directory, or null. A pid file whose process is gone, a
 * zombie, or another program that got the same number counts as none.
 * @param {string} home
 * @returns {{ pid: number, port: number, ready: boolean } | null}
 */
export function runningServer(home) {
  const paths = pathsOf(home)
  const lines = read(paths.pidFile).split("\n")
  const pid = Number(lines[PID_LINE])
  if (startToken(pid) === null) return null
  const words = commandLine(pid)
  const isOurs =
    process.platform === "win32" || (words.includes("postgres") && words.includes(paths.data))
  if (!isOurs) return null
  return { pid, port: Number(lines[PORT_LINE]), ready: lines[STATUS_LINE]?.trim() === "ready" }
}

/**
 * @param {number} port 0 for any
 * @returns {Promise<number | null>} the port when it is free
 */
function freePort(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(null))
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = server.address()
      server.close(() =>
        resolve(address !== null && typeof address === "object" ? address.port : null),
      )
    })
  })
}

/**
 * A portal that runs keeps the address it was started with, so the port stays the same.
 * A server that was just killed may need a moment to let go of it.
 * @param {string} home
 */
async function choosePort(home) {
  const kept = Number(read(pathsOf(home).port))
  const deadline = Date.now() + PORT_WAIT_MS
  while (kept > 0 && Date.now() < deadline) {
    if ((await freePort(kept)) !== null) return kept
    if (runningServer(home) !== null) break
    await sleep(RETRY_MS)
  }
  const port = await freePort(0)
  if (port === null) throw new Error("No port is free for Postgres on 127.0.0.1.")
  return port
}

/**
 * @param {string} home
 * @param {[string, string[]]} command
 */
function launch(home, [program, args]) {
  const { log } = pathsOf(home)
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  const output = openSync(log, size > LOG_LIMIT_BYTES ? "w" : "a", 0o600)
  const child = spawn(program, args, {
    cwd: "/",
    detached: true,
    env: postgresEnvironment(),
    stdio: ["ignore", output, output],
  })
  closeSync(output)
  const life = { ended: false }
  child.once("exit", () => (life.ended = true))
  child.once("error", () => (life.ended = true))
  child.unref()
  return life
}

/**
 * @param {string} home
 * @param {{ ended: boolean }} life
 */
async function untilReady(home, life) {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!life.ended && Date.now() < deadline) {
    const server = runningServer(home)
    if (server?.ready) return server
    await sleep(POLL_MS)
  }
  return null
}

/**
 * @param {string} home
 * @param {import("./privileges.mjs").Runner} runner
 * @param {string} postgres path of the program
 * @param {Record<string, string>} settings
 */
export async function startServer(home, runner, postgres, settings) {
  const paths = pathsOf(home)
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline) {
    const port = await choosePort(home)
    // Left by a server that was killed; its number may already belong to somebody else.
    if (runningServer(home) === null) rmSync(paths.pidFile, { force: true })
    const args = ["-D", paths.data, "-p", String(port)]
    for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`)
    const before = read(paths.log).length
    const server = await untilReady(home, launch(home, runner.command(postgres, args)))
    if (server) {
      writeFileSync(paths.port, String(server.port), { mode: 0o600 })
      return server
    }
    const said = read(paths.log).slice(before)
    // After a kill, the old server's children need a second to let go of the directory;
    // and a port found free may be taken before Postgres gets to it.
    if (!/already exists|still in use|could not bind|could not create any TCP/i.test(said)) {
      throw new Error(`Postgres did not start (${runner.name}); see ${paths.log}.\n${said.trim()}`)
    }
    await sleep(RETRY_MS)
  }
  throw new Error(
    `Postgres did not start in ${START_TIMEOUT_MS / SECOND_MS} seconds; see ${paths.log}.`,
  )
}

/**
 * Fast shutdown: sessions are ended, everything acknowledged is kept.
 * @param {string} home
 * @param {string} pgCtl path of the program
 */
export async function stopServer(home, pgCtl) {
  const server = runningServer(home)
  if (server === null) return
  const token = startToken(server.pid)
  if (process.platform === "win32") {
    spawnSync(pgCtl, ["stop", "-m", "fast", "-D", pathsOf(home).data])
  } else {
    process.kill(server.pid, "SIGINT")
  }
  const deadline = Date.now() + STOP_TIMEOUT_MS
  while (startToken(server.pid) === token) {
    if (Date.now() > deadline) throw new Error(`Postgres (process ${server.pid}) does not stop.`)
    await sleep(POLL_MS)
  }
}
