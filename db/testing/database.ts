import { randomUUID } from "node:crypto"
import pg from "pg"
import { afterAll, beforeAll } from "vitest"
import { database, openDatabase, replaceDatabase } from "../client"

/**
 * Gives the calling test file a database of its own, copied from the migrated template, and makes
 * it the process's. `owner` is a superuser's pool for arranging and for looking past the walls.
 */
export function testDatabase(): { owner: () => pg.Pool; url: () => string } {
  const name = `doseline_${randomUUID().replaceAll("-", "")}`
  let owner: pg.Pool
  let url: string

  beforeAll(async () => {
    const adminUrl = process.env.TEST_DATABASE_URL
    if (!adminUrl) throw new Error("TEST_DATABASE_URL is set by the tests' global setup.")
    const admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    await admin.query(`CREATE DATABASE ${name} TEMPLATE doseline_template`)
    await admin.end()
    const address = new URL(adminUrl)
    address.pathname = `/${name}`
    url = address.toString()
    owner = new pg.Pool({ connectionString: url, options: "-c timezone=UTC", max: 4 })
    replaceDatabase(openDatabase(url, () => {}))
  })

  afterAll(async () => {
    await database().$client.end()
    await owner.end()
    const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
    await admin.connect()
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
  })

  return { owner: () => owner, url: () => url }
}
