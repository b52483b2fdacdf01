import "server-only"
import { lt, sql } from "drizzle-orm"
import { reports } from "@/db/schema"
import { mintSystemContext } from "@/lib/auth/context"
import { asSystem, readAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import { DAY_MS, type Instant } from "@/lib/time"
import { periodOfKey } from "./period"
import { homeOf, reportNow } from "./queries"
import { keepReport } from "./report-cache"

/** A report that nobody asked for in so long is forgotten. */
const FORGOTTEN_MS = 7 * DAY_MS
const AT_ONCE = 5

type Wanted = { organization_id: string; period: string }

/**
 * Computes the reports that somebody waits for, and those of the last days that a new day has made
 * old, so that the morning's first reader does not wait. Returns how many; a cache, so no audit.
 */
export async function renewReports(now: Instant): Promise<number> {
  let renewed = 0
  for (const { organization_id: organizationId, period } of await wanted(now)) {
    try {
      await renewReport(organizationId, period, now)
      renewed += 1
    } catch (error) {
      // One that fails shall not keep the others waiting; it is tried again in a minute.
      log.error({ err: error, organizationId, period }, "a report could not be computed")
    }
  }
  return renewed
}

async function renewReport(organizationId: string, key: string, now: Instant): Promise<void> {
  const ctx = mintSystemContext(organizationId, "renew-reports", newId())
  await readAs(ctx, async (tx) => {
    await tx.delete(reports).where(lt(reports.wantedAt, now - FORGOTTEN_MS))
    const period = periodOfKey(key)
    if (!period) return
    await tx.execute(sql`set local work_mem = '64MB'`)
    const began = performance.now()
    const report = await reportNow(tx, period, { home: await homeOf(tx, now), now })
    await keepReport(tx, key, { report, tookMs: Math.round(performance.now() - began) })
  })
}

async function wanted(now: Instant): Promise<Wanted[]> {
  const at = new Date(now).toISOString()
  const { rows } = await asSystem((tx) =>
    tx.execute<Wanted>(sql`
      select r.organization_id, r.period from reports r
      join organizations o on o.id = r.organization_id and o.is_active
      where r.computed_at is null or r.computed_at < r.wanted_at
        or (r.period not like '%..%' and r.to_date < (${at}::timestamptz at time zone o.time_zone)::date)
      order by r.computed_at is not null, r.wanted_at limit ${AT_ONCE}`),
  )
  return rows
}
