import "server-only"
import { sql } from "drizzle-orm"
import type { PluginEndpoint } from "@/db/enums"
import { pluginTallies } from "@/db/schema"
import { asSystem } from "@/lib/auth/unit-of-work"
import { log } from "@/lib/log"
import { type Instant, SECOND_MS } from "@/lib/time"

const FLUSH_AFTER_MS = 2 * SECOND_MS
const AGAIN_MS = 20 * SECOND_MS

type Tally = typeof pluginTallies.$inferInsert

/** Of a call that was let in; every other outcome is the reason why one was turned away. */
export const ACCEPTED = "accepted"

let waiting = new Map<string, Tally>()
let timer: NodeJS.Timeout | undefined

/**
 * Counts one of BioT's calls by what became of it. Kept in memory for a moment and added up there,
 * so that whoever floods the endpoint does not decide how often the database is written to.
 * `outcome` is of a closed set.
 */
export function tallyCall(endpoint: PluginEndpoint, outcome: string, now: Instant): void {
  const day = new Date(now).toISOString().slice(0, 10)
  add({ day, endpoint, outcome, calls: 1, lastAt: now })
  arm(FLUSH_AFTER_MS)
}

/** Writes what is waiting; where the database is away it goes on waiting. */
export async function flushTally(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const rows = [...waiting.values()]
  waiting = new Map()
  if (rows.length === 0) return
  try {
    await asSystem((tx) =>
      tx
        .insert(pluginTallies)
        .values(rows)
        .onConflictDoUpdate({
          target: [pluginTallies.day, pluginTallies.endpoint, pluginTallies.outcome],
          set: {
            calls: sql`plugin_tallies.calls + excluded.calls`,
            lastAt: sql`greatest(plugin_tallies.last_at, excluded.last_at)`,
          },
        }),
    )
  } catch (error) {
    log.warn({ err: error }, "counted plugin calls wait to be written")
    for (const row of rows) add(row)
    arm(AGAIN_MS)
  }
}

function add(row: Tally): void {
  const key = `${row.day} ${row.endpoint} ${row.outcome}`
  const known = waiting.get(key)
  waiting.set(key, {
    ...row,
    calls: row.calls + (known?.calls ?? 0),
    lastAt: Math.max(row.lastAt, known?.lastAt ?? 0),
  })
}

function arm(afterMs: number): void {
  timer ??= setTimeout(flushTally, afterMs).unref()
}
