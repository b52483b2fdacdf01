import { randomUUID } from "node:crypto"
import pg from "pg"
import { afterAll, beforeAll } from "vitest"
import { env } from "@/lib/env"
import { testDatabase } from "./database"
import { fixtures } from "./fixtures"
import { type RunningSimulator, startSimulator } from "./simulator"
import { testEnvironment } from "./stub-server"

type Row = Record<string, unknown>

/**
 * A portal's database and a simulator whose own database the test may reach into, for what BioT
 * does without telling. Organizations are the demo's two: New York first, then Berlin.
 */
export function directoryWorld(fields: Record<string, string> = {}) {
  const test = testDatabase()
  const name = `simulator_${randomUUID().replaceAll("-", "")}`
  let simulator: RunningSimulator
  let inside: pg.Pool
  const admin = async (text: string) => {
    const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
    await client.connect()
    await client.query(text).finally(() => client.end())
  }

  beforeAll(async () => {
    await admin(`CREATE DATABASE ${name}`)
    const url = new URL(process.env.TEST_DATABASE_URL ?? "")
    url.pathname = `/${name}`
    inside = new pg.Pool({
      connectionString: url.toString(),
      max: 2,
      options: "-c search_path=simulator",
    })
    simulator = await startSimulator({ databaseUrl: url.toString() })
    testEnvironment({ BIOT_BASE_URL: simulator.url, ...fields })
  })
  afterAll(async () => {
    await simulator?.stop()
    await inside?.end()
    await admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })

  const query = async (text: string, values: unknown[] = []) =>
    (await test.owner().query<Row>(text, values)).rows

  return {
    test,
    arrange: fixtures(test),
    query,
    simulator: () => simulator,
    organizationIds: () => [
      "0a51de00-0000-4000-8000-000000000001",
      "0a51de00-0000-4000-8000-000000000002",
    ],
    patient: async (id: string): Promise<Row> =>
      (await query("SELECT * FROM patients WHERE id = $1", [id]))[0] ?? {},
    anyPatient: async (organizationId: string): Promise<string> => {
      const [row] = await query(
        `SELECT id FROM patients WHERE organization_id = $1 AND is_enabled AND deleted_at IS NULL
          AND phone IS NOT NULL ORDER BY id LIMIT 1`,
        [organizationId],
      )
      return String(row?.id)
    },
    changeInBiot: (kind: string, entity: Row) =>
      simulator.control<{ entity: Row }>("POST", "/simulator/people/upsert", { kind, entity }),
    /** Deletes without a call; the answer is for `putBackInBiot`. */
    removeInBiot: async (id: string): Promise<Row> => {
      const { rows } = await inside.query("DELETE FROM entities WHERE id = $1 RETURNING *", [id])
      return rows[0]
    },
    putBackInBiot: ({ id, kind, entity, login }: Row) =>
      inside.query("INSERT INTO entities (id, kind, entity, login) VALUES ($1, $2, $3, $4)", [
        ...[id, kind, JSON.stringify(entity)],
        login === null ? null : JSON.stringify(login),
      ]),
    withBiotAway: async (work: () => Promise<void>) => {
      // `env()` was read once for all, so it is changed where it is kept.
      Object.assign(env(), { BIOT_BASE_URL: "http://127.0.0.1:1" })
      await work().finally(() => Object.assign(env(), { BIOT_BASE_URL: simulator.url }))
    },
  }
}
