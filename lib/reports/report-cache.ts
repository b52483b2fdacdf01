import "server-only"
import { eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { reports } from "@/db/schema"
import type { Instant } from "@/lib/time"
import type { Report, ReportBody } from "./report"

export type Kept = Omit<Report, "zone"> & { tookMs: number }

/** What the worker computed last, and whether it was ever asked to. */
export async function readKept(
  tx: Transaction,
  key: string,
): Promise<{ kept: Kept | null; isTheWorkers: boolean }> {
  const [row] = await tx.select().from(reports).where(eq(reports.period, key))
  const { computedAt: asOf, fromDate: from, toDate: to, tookMs } = row ?? {}
  if (!row?.body || !asOf || !from || !to) return { kept: null, isTheWorkers: row !== undefined }
  const body = row.body as ReportBody
  return { kept: { asOf, from, to, tookMs: tookMs ?? 0, body }, isTheWorkers: true }
}

/**
 * Asks the worker for a report, or for a newer one; a page that waits and asks again and again asks
 * once. It states nothing, so no audit tells of it.
 */
export async function wantReport(
  tx: Transaction,
  organizationId: string,
  { key: period, now }: { key: string; now: Instant },
): Promise<void> {
  await tx
    .insert(reports)
    .values({ organizationId, period, wantedAt: now })
    .onConflictDoUpdate({
      target: [reports.organizationId, reports.period],
      set: { wantedAt: sql`greatest(reports.wanted_at, excluded.wanted_at)` },
      setWhere: sql`reports.computed_at >= reports.wanted_at`,
    })
}

export async function keepReport(
  tx: Transaction,
  key: string,
  { report, tookMs }: { report: Report; tookMs: number },
): Promise<void> {
  const { asOf: computedAt, from: fromDate, to: toDate, body } = report
  await tx
    .update(reports)
    .set({ computedAt, fromDate, toDate, body, tookMs })
    .where(eq(reports.period, key))
}
