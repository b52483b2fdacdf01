import { untilReachable } from "./health.mjs"
import { SettingsError } from "./settings.mjs"

const OLDEST = 15
const VERSION_UNIT = 10_000
const TIMEOUT_MS = 30 * 1000

// Since Postgres 16, CREATEROLE gives no power over roles that somebody else made.
const STATE = `
SELECT current_setting('server_version_num')::int AS version,
       has_database_privilege(current_database(), 'CREATE') AS "mayBuild",
       rolsuper OR rolbypassrls AS "mayMigrate",
       rolsuper OR others.n = 0 AND (rolcreaterole OR own.n = 2) AS "hasRoles"
  FROM pg_roles,
       LATERAL (SELECT count(*) FILTER (WHERE pg_has_role(current_user, r.oid, 'MEMBER')) AS n
                  FROM pg_roles r WHERE r.rolname IN ('doseline_app', 'doseline_system')) own,
       LATERAL (SELECT count(*) FILTER (WHERE NOT pg_has_role(current_user, r.oid, 'MEMBER')) AS n
                  FROM pg_roles r WHERE r.rolname IN ('doseline_app', 'doseline_system')) others
 WHERE rolname = current_user`

/** @param {{ version: number, mayBuild: boolean, mayMigrate: boolean, hasRoles: boolean }} state */
function complaint({ version, mayBuild, mayMigrate, hasRoles }) {
  const major = Math.floor(version / VERSION_UNIT)
  if (major < OLDEST)
    return `DATABASE_URL names a Postgres ${major}; it must be ${OLDEST} or later.`
  if (!mayBuild) return "DATABASE_URL names a user who must own the database and does not."
  if (!hasRoles) {
    return "DATABASE_URL names a user who may not use the roles doseline_app and doseline_system; give it CREATEROLE, or grant it both where they exist."
  }
  // Migrations change rows of every organization, which the forced row security keeps from owners.
  if (!mayMigrate) return "DATABASE_URL names a user without BYPASSRLS, which migrations need."
  return null
}

/** @param {{ code?: string, message: string }} error */
function refusal({ code, message }) {
  if (code === "28P01" || code === "28000") {
    return "DATABASE_URL names a user or a password that the database does not accept."
  }
  if (code === "3D000") return "DATABASE_URL names a database that does not exist; create it first."
  return `DATABASE_URL names a database that cannot be used: ${message}.`
}

/** @param {string} url @returns {Promise<string | null>} */
async function lookInto(url) {
  // Not at the top: it is loaded before the dependencies are installed.
  const { default: pg } = await import("pg")
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS })
  client.on("error", () => {})
  try {
    await client.connect()
    const { rows } = await client.query(STATE)
    return complaint(rows[0])
  } catch (error) {
    return refusal(/** @type {Error} */ (error))
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Waits for a database of the user's own, and throws a `SettingsError` whose one sentence says
 * why the product cannot live in it. The password is never repeated.
 * @param {string} url
 * @param {{ timeoutMs?: number }} [options] how long it may take to come up
 */
export async function checkDatabase(url, { timeoutMs = TIMEOUT_MS } = {}) {
  const where = await untilReachable(url, { timeoutMs })
  if (where) throw new SettingsError(`DATABASE_URL names ${where}, where no database answers.`)
  const fault = await lookInto(url)
  if (fault) throw new SettingsError(fault)
}
