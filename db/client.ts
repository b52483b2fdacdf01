import type { ExtractTablesWithRelations } from "drizzle-orm"
import { drizzle, type NodePgDatabase, type NodePgTransaction } from "drizzle-orm/node-postgres"
import pg from "pg"
import * as schema from "./schema"

export type Database = NodePgDatabase<typeof schema> & { $client: pg.Pool }
export type Transaction = NodePgTransaction<
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>

const POOL_SIZE = 20

/**
 * A pool whose every session is the application role in UTC. `onIdleError` hears of a connection
 * that died while idle; the pool replaces it by itself.
 */
export function openDatabase(url: string, onIdleError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    connectionString: url,
    options: "-c role=doseline_app -c timezone=UTC",
    max: POOL_SIZE,
    connectionTimeoutMillis: 5_000,
  })
  pool.on("error", onIdleError)
  return drizzle(pool, { schema })
}

const held = globalThis as typeof globalThis & { doselineDatabase?: Database }

/** The process's one database; kept on `globalThis`, so that hot reload does not open another. */
export function database(): Database {
  held.doselineDatabase ??= openDatabase(databaseUrl(), () => {
    // The next query opens a new connection or fails by itself, and that failure is reported.
  })
  return held.doselineDatabase
}

/** Puts another database in the process's place; tests give each file one of its own. */
export function replaceDatabase(db: Database): void {
  held.doselineDatabase = db
}

function databaseUrl(): string {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error("DATABASE_URL is not set: name the Postgres that Doseline uses.")
  return url
}
