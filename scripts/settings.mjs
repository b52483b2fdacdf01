import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs"
import { dirname, resolve } from "node:path"

const DEFAULT_PORT = 3000
const DEFAULT_SIMULATOR_PORT = 3001
const MAX_PORT = 65_535
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"]
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

/** A mistake in the environment: its message is the one sentence that is shown. */
export class SettingsError extends Error {}

/**
 * @typedef {Record<string, string | undefined>} Environment
 *
 * @typedef {object} Settings
 * @property {number} port
 * @property {number} simulatorPort
 * @property {string} dataDir absolute
 * @property {string | undefined} databaseUrl absent: the embedded Postgres
 * @property {{ baseUrl: string, userId: string, secretKey: string } | undefined} biot absent: the simulator
 * @property {string | undefined} publicUrl
 * @property {string | undefined} signInUrl
 * @property {string | undefined} pluginSecret
 * @property {string | undefined} sessionSecret
 */

/** @param {Environment} env @param {string} name */
const read = (env, name) => env[name]?.trim() || undefined

/** @param {Environment} env @param {string} name @param {number} fallback */
function port(env, name, fallback) {
  const text = read(env, name)
  if (text === undefined) return fallback
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= MAX_PORT) return value
  throw new SettingsError(`${name} must be a whole number from 1 to ${MAX_PORT}; it is "${text}".`)
}

/** @param {Environment} env @param {string} name @param {string[]} protocols @param {string} example */
function url(env, name, protocols, example) {
  const text = read(env, name)
  if (text === undefined) return undefined
  const parsed = URL.canParse(text) ? new URL(text) : null
  if (parsed && protocols.includes(parsed.protocol)) return parsed
  // The value itself is not repeated: it may hold a password.
  throw new SettingsError(`${name} must be an address such as ${example}.`)
}

/** @param {Environment} env @param {string} name */
function webAddress(env, name) {
  const parsed = url(env, name, ["http:", "https:"], "https://reminders.example.org")
  if (parsed === undefined) return undefined
  if (parsed.search || parsed.hash || parsed.username) {
    throw new SettingsError(`${name} must be an address without user, query or fragment.`)
  }
  return parsed.href.replace(/\/+$/, "")
}

/** @param {Environment} env */
function databaseUrl(env) {
  const parsed = url(
    env,
    "DATABASE_URL",
    ["postgres:", "postgresql:"],
    "postgresql://user:password@host:5432/doseline",
  )
  if (parsed && parsed.pathname.length <= 1) {
    throw new SettingsError("DATABASE_URL must end with the name of a database, such as /doseline.")
  }
  return parsed && read(env, "DATABASE_URL")
}

/** @param {Environment} env */
function biot(env) {
  const baseUrl = webAddress(env, "BIOT_BASE_URL")
  const userId = read(env, "BIOT_SERVICE_USER_ID")
  const secretKey = read(env, "BIOT_SERVICE_USER_SECRET_KEY")
  if (baseUrl === undefined) {
    if (userId === undefined && secretKey === undefined) return undefined
    throw new SettingsError(
      "BIOT_BASE_URL must be set too when a BioT service user is given; without both, the simulator is used.",
    )
  }
  if (userId === undefined) {
    throw new SettingsError("BIOT_SERVICE_USER_ID must be set when BIOT_BASE_URL is.")
  }
  if (secretKey === undefined) {
    throw new SettingsError("BIOT_SERVICE_USER_SECRET_KEY must be set when BIOT_BASE_URL is.")
  }
  return { baseUrl, userId, secretKey }
}

/** @param {Environment} env @param {string} name @param {number} length */
function secret(env, name, length) {
  const text = read(env, name)
  if (text === undefined || (text.length >= length && /^[\w-]+$/.test(text))) return text
  throw new SettingsError(
    `${name} must have at least ${length} characters, only letters, digits, - and _.`,
  )
}

/** @param {Environment} env @param {string} name @param {number} length */
function passphrase(env, name, length) {
  const text = read(env, name)
  if (text === undefined || text.length >= length) return text
  throw new SettingsError(`${name} must have at least ${length} characters.`)
}

/** The programs read it by themselves, each with a stack trace when it is wrong. @param {Environment} env */
function checkLogLevel(env) {
  const text = read(env, "LOG_LEVEL")
  if (text === undefined || LOG_LEVELS.includes(text)) return
  throw new SettingsError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}.`)
}

/** @param {Environment} env */
function checkPace(env) {
  const text = read(env, "BIOT_SMS_PER_SECOND")
  if (text === undefined || /^[1-9]\d{0,2}$/.test(text) || text === "1000") return
  throw new SettingsError("BIOT_SMS_PER_SECOND must be a whole number from 1 to 1000.")
}

/** Not `recursive`: under /proc and the like that never ends. @param {string} folder absolute */
function makeFolder(folder) {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another copy may have made it meanwhile.
    if (!existsSync(folder)) throw error
  }
}

/**
 * Makes the directory unless it is there; throws `SettingsError` where no files can be written.
 * @param {string} dataDir absolute
 */
export function makeDataDir(dataDir) {
  try {
    makeFolder(dataDir)
    if (!statSync(dataDir).isDirectory()) throw new Error("not a directory")
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new SettingsError(
      `DATA_DIR must be a directory that you can write to; ${dataDir} is not.`,
    )
  }
}

/**
 * What the environment asks for, checked; throws `SettingsError` naming the variable at fault.
 * @param {Environment} env
 * @param {string} root the project's directory, which a relative DATA_DIR is relative to
 * @returns {Settings}
 */
export function readSettings(env, root) {
  checkLogLevel(env)
  checkPace(env)
  const connection = biot(env)
  const publicUrl = webAddress(env, "PUBLIC_URL")
  if (connection && !publicUrl && !LOCAL_HOSTS.includes(new URL(connection.baseUrl).hostname)) {
    throw new SettingsError(
      "PUBLIC_URL must be set to the address at which BioT reaches this portal.",
    )
  }
  return {
    port: port(env, "PORT", DEFAULT_PORT),
    simulatorPort: port(env, "SIMULATOR_PORT", DEFAULT_SIMULATOR_PORT),
    dataDir: resolve(root, read(env, "DATA_DIR") ?? ".data"),
    databaseUrl: databaseUrl(env),
    biot: connection,
    publicUrl,
    signInUrl: webAddress(env, "NEXTAUTH_URL"),
    pluginSecret: secret(env, "PLUGIN_SECRET", 16),
    sessionSecret: passphrase(env, "NEXTAUTH_SECRET", 32),
  }
}
