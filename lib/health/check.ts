import "server-only"
import { sql } from "drizzle-orm"
import { database } from "@/db/client"
import journal from "@/db/migrations/meta/_journal.json"
import { isBiotReachable } from "@/lib/biot/service-token"
import { type Instant, SECOND_MS } from "@/lib/time"

export type Health = {
  database: "ok" | "down"
  migrations: "ok" | "behind" | "unknown"
  biot: "ok" | "down"
}

const KEEP_MS = 3 * SECOND_MS
let kept: { at: Instant; health: Promise<Health> } | undefined

/** What the portal stands on, asked at most every three seconds however often somebody looks. */
export function checkHealth(now: Instant): Promise<Health> {
  if (!kept || now - kept.at > KEEP_MS) kept = { at: now, health: look() }
  return kept.health
}

async function look(): Promise<Health> {
  const [migrations, biot] = await Promise.all([appliedMigrations(), isBiotReachable()])
  return {
    database: migrations === null ? "down" : "ok",
    migrations:
      migrations === null ? "unknown" : migrations >= journal.entries.length ? "ok" : "behind",
    biot: biot ? "ok" : "down",
  }
}

async function appliedMigrations(): Promise<number | null> {
  try {
    const { rows } = await database().execute<{ n: number }>(
      sql`select count(*)::int as n from drizzle.__drizzle_migrations`,
    )
    return rows[0]?.n ?? 0
  } catch {
    return null
  }
}
