import "server-only"
import type { Transaction } from "@/db/client"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { type LocalDate, localDateAt } from "@/lib/local-date"
import { type Instant, SECOND_MS } from "@/lib/time"
import { isFresh } from "./freshness"
import { datesOf, type Period, periodKey } from "./period"
import type { Report, ReportAnswer, ReportBody } from "./report"
import { readKept, wantReport } from "./report-cache"
import { computeReport } from "./tally-queries"
import { withinMs } from "./within"

/** A report that takes longer than this is the worker's, and the page shows as of when it is. */
const WAITED_MS = 2 * SECOND_MS

export type Home = { zone: string; today: LocalDate }

/**
 * The organization's report over a period. What can be computed while somebody waits is computed;
 * else what the worker computed last, or null while it computes the first. Throws `forbidden`.
 */
export async function organizationReport(
  ctx: StaffContext,
  period: Period,
  now: Instant,
  waitedMs = WAITED_MS,
): Promise<ReportAnswer> {
  requirePermission(ctx, "patients.read")
  const key = periodKey(period)
  const { home, kept, isTheWorkers } = await readAs(ctx, async (tx) => ({
    home: await homeOf(tx, now),
    ...(await readKept(tx, key)),
  }))
  const asked = { ...datesOf(period, home.today), today: home.today }
  if (kept && isFresh(kept, { now, to: asked.to })) {
    return { ...asked, report: { ...kept, zone: home.zone }, isComing: false }
  }
  if (kept ? kept.tookMs < waitedMs : !isTheWorkers) {
    const report = await withinMs(ctx, waitedMs, (tx) => reportNow(tx, period, { home, now }))
    if (report) return { ...asked, report, isComing: false }
  }
  const report = kept && { ...kept, zone: home.zone }
  await readAs(ctx, (tx) => wantReport(tx, ctx.organizationId, { key, now }))
  return { ...asked, report, isComing: true }
}

export async function homeOf(tx: Transaction, now: Instant): Promise<Home> {
  const [row] = await tx.select({ zone: organizations.timeZone }).from(organizations)
  const zone = row?.zone ?? "UTC"
  return { zone, today: localDateAt(now, zone) }
}

/** Computes it, however long that takes. */
export async function reportNow(
  tx: Transaction,
  period: Period,
  { home, now }: { home: Home; now: Instant },
): Promise<Report> {
  const dates = datesOf(period, home.today)
  const body: ReportBody = await computeReport(tx, { dates, zone: home.zone, now })
  return { ...dates, zone: home.zone, asOf: now, body }
}
