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
const NAMED = /^\s*\/\* prepared: (\w+) \*\//

/**
 * Keeps the plan of a statement that begins with a comment such as "prepared: lock_reply": planning
 * under row security costs more than running it. Such a text must always be the same.
 */
class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    const query = this.query.bind(this) as (...args: unknown[]) => unknown
    const named = (config: unknown, ...rest: unknown[]) => query(withName(config), ...rest)
    this.query = named as typeof this.query
  }
}

function withName(config: unknown): unknown {
  if (typeof config !== "object" || config === null || !("text" in config)) return config
  const name = NAMED.exec(String(config.text))?.[1]
  return name ? { ...config, name } : config
}

/**
 * A pool whose every session is the application role in UTC. `onIdleError` hears of a connection
 * that died while idle; the pool replaces it by itself.
 */
export function openDatabase(url: string, onIdleError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    options: "-c role=doseline_app -c timezone=UTC",
    max: POOL_SIZE,
    connectionTimeoutMillis: 5_000,
  })
  pool.on("error", onIdleError)
  // The pool listens only while a connection is idle; one that dies between two statements of a
  // transaction would otherwise end the process. The next statement fails and is reported.
  pool.on("connect", (client) => client.on("error", () => {}))
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
