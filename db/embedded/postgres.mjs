import { randomBytes } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { findBinaries } from "./binaries.mjs"
import { DATABASE, ensureCluster, pathsOf } from "./cluster.mjs"
import { withLock } from "./lock.mjs"
import { isMarkAlive, ownMark } from "./process-info.mjs"
import { runningServer, startServer, stopServer } from "./server.mjs"

/** Never on a network, never a socket in /tmp; a portal, a worker and a simulator connect. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  timezone: "UTC",
  log_timezone: "UTC",
}

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url the product's database, as its superuser
 * @property {string} adminUrl the empty `postgres` database, as superuser
 * @property {number} port
 * @property {number} pid
 * @property {boolean} adopted it was already running
 * @property {() => boolean} isRunning
 * @property {() => Promise<EmbeddedPostgres>} revive the same one, started again if it was killed
 * @property {() => Promise<void>} stop gives it up; the last one that uses it stops it
 */

/** @param {string} users */
function othersAlive(users) {
  let alive = false
  for (const name of existsSync(users) ? readdirSync(users) : []) {
    const file = join(users, name)
    if (isMarkAlive(readFileSync(file, "utf8"))) alive = true
    else rmSync(file, { force: true })
  }
  return alive
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function explainingOwnership(work) {
  try {
    return await work()
  } catch (error) {
    const { code, path } = /** @type {NodeJS.ErrnoException} */ (error)
    if ((code !== "EACCES" && code !== "EPERM") || path === undefined) throw error
    throw new Error(
      `${path} belongs to another user. Start as that user, or set DATA_DIR to another directory.`,
    )
  }
}

/** @param {string} dataDir */
function homeOf(dataDir) {
  mkdirSync(dataDir, { recursive: true })
  const home = join(realpathSync(dataDir), "postgres")
  mkdirSync(home, { recursive: true, mode: 0o700 })
  return home
}

/**
 * Starts the Postgres of a data directory, or joins the one that already runs on it.
 * Several processes may call this at once; one creates, the rest adopt.
 * @param {{ dataDir: string, log?: (sentence: string) => void, settings?: Record<string, string> }} options
 * @returns {Promise<EmbeddedPostgres>}
 */
export function startPostgres(options) {
  return explainingOwnership(() => start(options))
}

/** @param {{ dataDir: string, log?: (sentence: string) => void, settings?: Record<string, string> }} options */
async function start({ dataDir, log = () => {}, settings = {} }) {
  const home = homeOf(dataDir)
  const paths = pathsOf(home)
  const binaries = findBinaries()
  const user = join(paths.users, `${process.pid}-${randomBytes(4).toString("hex")}`)

  /** @returns {Promise<EmbeddedPostgres>} */
  const bringUp = async () => {
    if (!existsSync(paths.data)) log("Setting up Postgres.")
    const runner = await ensureCluster(home, binaries)
    const found = runningServer(home)
    const server = found?.ready
      ? found
      : await startServer(home, runner, binaries.postgres, { ...SETTINGS, ...settings })
    mkdirSync(paths.users, { recursive: true, mode: 0o700 })
    writeFileSync(user, ownMark())
    const password = readFileSync(paths.password, "utf8").trim()
    const base = `postgresql://postgres:${password}@127.0.0.1:${server.port}`
    return {
      url: `${base}/${DATABASE}`,
      adminUrl: `${base}/postgres`,
      port: server.port,
      pid: server.pid,
      adopted: found?.ready === true,
      isRunning: () => runningServer(home)?.pid === server.pid,
      revive: () => withLock(paths.lock, bringUp),
      stop: () => withLock(paths.lock, giveUp),
    }
  }

  const giveUp = async () => {
    rmSync(user, { force: true })
    if (!othersAlive(paths.users)) await stopServer(home, binaries.pgCtl)
  }

  return withLock(paths.lock, bringUp)
}

/**
 * Stops a server that no living process uses any more, such as one whose starter was killed.
 * @param {{ dataDir: string }} options
 * @returns {Promise<boolean>} true when nothing runs on the directory now
 */
export async function stopIfAbandoned({ dataDir }) {
  const home = join(dataDir, "postgres")
  if (!existsSync(home)) return true
  const paths = pathsOf(realpathSync(home))
  return withLock(paths.lock, async () => {
    if (othersAlive(paths.users)) return false
    await stopServer(realpathSync(home), findBinaries().pgCtl)
    return true
  })
}
