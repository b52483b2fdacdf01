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
 * Sends what is asked at the same moment in one write, without waiting for each answer, and a
 * transaction's `begin` along with its first statement: where `begin` fails, that fails as well.
 * Keeps the plan of a statement that begins with a comment such as "prepared: lock_reply": planning
 * under row security costs more than running it. Such a text must always be the same.
 */
class EagerClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    const query = this.query.bind(this) as (...args: unknown[]) => unknown
    const eager = (config: unknown, ...rest: unknown[]) => {
      this.writeTogether()
      const answer = query(withName(config), ...rest)
      return isBegin(config) ? goingAlong(answer as Promise<pg.QueryResult>) : answer
    }
    this.query = eager as typeof this.query
  }

  private writeTogether(): void {
    const { stream } = this.connection
    if (stream.writableCorked > 0) return
    stream.cork()
    process.nextTick(() => stream.uncork())
  }
}

function goingAlong(answer: Promise<pg.QueryResult>): Promise<Pick<pg.QueryResult, "rows">> {
  answer.catch(() => {
    // The transaction's first statement fails for the same reason, and is waited for.
  })
  return Promise.resolve({ rows: [] })
}

function isBegin(config: unknown): boolean {
  return textOf(config).startsWith("begin")
}

function textOf(config: unknown): string {
  const isQuery = typeof config === "object" && config !== null && "text" in config
  return isQuery ? String(config.text) : ""
}

function withName(config: unknown): unknown {
  const name = NAMED.exec(textOf(config))?.[1]
  return name ? { ...(config as pg.QueryConfig), name } : config
}

/**
 * A pool whose every session is the application role in UTC. `onIdleError` hears of a connection
 * that died while idle; the pool replaces it by itself.
 */
export function openDatabase(url: string, onIdleError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    Client: EagerClient,
    pipeline: true,
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
