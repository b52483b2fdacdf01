import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"

/** SQLSTATE of a statement that Postgres stopped. */
const STOPPED = "57014"
const MOST_CAUSES = 5

/** What `read` gives, or null when a statement of it takes longer than `ms`; 0 does not begin. */
export async function withinMs<T>(
  ctx: StaffContext,
  ms: number,
  read: (tx: Transaction) => Promise<T>,
): Promise<T | null> {
  if (ms <= 0) return null
  try {
    return await readAs(ctx, async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(ms)}, true)`)
      return read(tx)
    })
  } catch (error) {
    if (wasStopped(error)) return null
    throw error
  }
}

function wasStopped(error: unknown): boolean {
  for (let at = error, n = 0; at instanceof Error && n < MOST_CAUSES; at = at.cause, n += 1) {
    if ("code" in at && at.code === STOPPED) return true
  }
  return false
}
