import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { AppError } from "@/lib/errors"
import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"

export const MOST_A_MINUTE = 60

/**
 * Throws `rate_limited` when this person asked for 60 texts within the last minute, whichever
 * process took them: a person with a list does not reach it, a runaway script does.
 */
export async function refuseHaste(tx: Transaction, ctx: StaffContext, now: Instant): Promise<void> {
  // One person's sends are counted one after another; those of others do not wait.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${ctx.staffId}, 0))`)
  const since = new Date(now - MINUTE_MS).toISOString()
  const { rows } = await tx.execute<{ n: number; first: number | null }>(sql`
    select count(*)::int as n, (extract(epoch from min(at)) * 1000)::float8 as first from audit
     where at > ${since} and actor_id = ${ctx.staffId} and verb = 'message.queued'`)
  const { n, first } = rows[0] ?? { n: 0, first: null }
  if (n < MOST_A_MINUTE || first === null) return
  const seconds = Math.max(1, Math.ceil((first + MINUTE_MS - now) / SECOND_MS))
  throw new AppError(
    "rate_limited",
    `You sent ${n} texts within a minute, the most that one person may. This one was not sent; send it again in ${seconds} s.`,
  )
}
