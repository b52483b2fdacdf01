import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { POSTGRES_MAJOR } from "./binaries.mjs"
import { giveTo, runnerForOwner, runnersForNew } from "./privileges.mjs"

/** The database that the product lives in; `postgres` stays empty, for administration. */
export const DATABASE = "doseline"

/** Nothing of the caller's environment: PGDATA, PGPORT and the like would be obeyed. */
export const postgresEnvironment = () => ({
  PATH: process.env.PATH ?? "",
  LC_ALL: "C",
  ...(process.platform === "win32" ? { SystemRoot: process.env.SystemRoot ?? "" } : {}),
})

/** @param {string} home */
export const pathsOf = (home) => ({
  data: join(home, "data"),
  lock: join(home, "lock"),
  log: join(home, "server.log"),
  password: join(home, "password"),
  pidFile: join(home, "data", "postmaster.pid"),
  port: join(home, "port"),
  users: join(home, "users"),
})

/**
 * @param {[string, string[]]} command
 * @param {string} [input]
 * @returns {Promise<string>} what it printed; throws with that when it fails
 */
function run([program, args], input = "") {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: postgresEnvironment(), cwd: "/" })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.stdin.on("error", () => {})
    child.on("error", reject)
    child.on("close", (code) =>
      code === 0
        ? resolve(output)
        : reject(new Error(output.trim() || `${program} ended with ${code}`)),
    )
    child.stdin.end(input)
  })
}

/** @param {string} file */
function keepPassword(file) {
  if (!existsSync(file)) {
    writeFileSync(file, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 })
  }
}

/**
 * @param {import("./privileges.mjs").Runner} runner
 * @param {{ initdb: string, postgres: string }} binaries
 * @param {string} home
 */
async function initialise(runner, binaries, home) {
  const paths = pathsOf(home)
  const fresh = `${paths.data}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  giveTo(runner, fresh)
  const initdb = [
    "-D",
    fresh,
    "-U",
    "postgres",
    "--auth=scram-sha-256",
    `--pwfile=${paths.password}`,
  ]
  // The built-in locale orders by code point as C does, and knows the case of é and Ж besides.
  initdb.push("-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
  await run(runner.command(binaries.initdb, initdb))
  const single = ["--single", "-D", fresh, "postgres"]
  await run(runner.command(binaries.postgres, single), `CREATE DATABASE ${DATABASE}\n`)
  // Only a finished directory gets the real name, whatever is killed before.
  renameSync(fresh, paths.data)
}

/**
 * Makes the data directory unless it is there.
 * @param {string} home
 * @param {{ initdb: string, postgres: string }} binaries
 * @returns {Promise<import("./privileges.mjs").Runner>} how to run Postgres on it
 */
export async function ensureCluster(home, binaries) {
  const paths = pathsOf(home)
  const version = join(paths.data, "PG_VERSION")
  if (existsSync(paths.data)) {
    const made = readFileSync(version, "utf8").trim()
    if (made !== POSTGRES_MAJOR) {
      throw new Error(
        `The data in ${paths.data} was made by Postgres ${made} and this is ${POSTGRES_MAJOR}. Set DATA_DIR to another directory.`,
      )
    }
    return runnerForOwner(statSync(paths.data).uid)
  }
  keepPassword(paths.password)
  /** @type {string[]} */
  const reasons = []
  for (const runner of runnersForNew()) {
    try {
      await initialise(runner, binaries, home)
      return runner
    } catch (error) {
      reasons.push(`${runner.name}: ${/** @type {Error} */ (error).message}`)
      rmSync(`${paths.data}.new`, { recursive: true, force: true })
    }
  }
  throw new Error(
    `Postgres could not be set up in ${home}. Set DATABASE_URL to a Postgres of your own.\n${reasons.join("\n")}`,
  )
}
