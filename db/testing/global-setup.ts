import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { startPostgres, stopIfAbandoned } from "../embedded/postgres.mjs"
import { migrateDatabase } from "../migrate"

const PREFIX = "doseline-test-db-"
const TEMPLATE = "doseline_template"

/** What an interrupted run left behind: its server, still running on a temporary directory. */
async function removeLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const dataDir = join(tmpdir(), name)
    try {
      // Without data yet, it may belong to a run that is just starting.
      if (!existsSync(join(dataDir, "postgres", "data"))) continue
      if (await stopIfAbandoned({ dataDir })) rmSync(dataDir, { recursive: true, force: true })
    } catch {
      // Another user's; theirs to remove.
    }
  }
}

/** The database that `db/testing` copies for each test file, with every migration applied. */
async function makeTemplate(adminUrl: string) {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`)
    await admin.query(`CREATE DATABASE ${TEMPLATE}`)
    const url = new URL(adminUrl)
    url.pathname = `/${TEMPLATE}`
    await migrateDatabase(url.toString())
  } finally {
    await admin.end()
  }
}

/**
 * Gives the tests a real Postgres: the server of TEST_DATABASE_URL (a superuser's address)
 * or an embedded one of their own, which is set as TEST_DATABASE_URL for them.
 */
export default async function setup() {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    await makeTemplate(given)
    return
  }
  await removeLeftovers()
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX))
  // Durability is for data that anybody wants back.
  const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
  const postgres = await startPostgres({ dataDir, settings })
  const end = async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await makeTemplate(postgres.adminUrl)
  } catch (error) {
    await end()
    throw error
  }
  process.env.TEST_DATABASE_URL = postgres.adminUrl
  return end
}
