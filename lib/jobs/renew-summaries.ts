import "server-only"
import { and, asc, gt, gte, inArray } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { patientSummaries, patients } from "@/db/schema"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { renewSummaries } from "@/lib/patients/summary"
import { HOUR_MS, type Instant } from "@/lib/time"

const PAGE = 100

/** Older than this, the nightly run has missed it. */
const STALE_AFTER_MS = 26 * HOUR_MS

/** `renewAllSummaries` of those alone that a night without a worker, or a migration, left behind. */
export function renewStaleSummaries(now: Instant): Promise<number> {
  return renewAllSummaries(now, now - STALE_AFTER_MS)
}

/**
 * Renews every patient's summary, since days pass out of the 30 without any event; with
 * `renewedBefore` only those that were not renewed since. A cache of what is audited elsewhere, so
 * it leaves no audit entry itself.
 */
export async function renewAllSummaries(
  now: Instant,
  renewedBefore: Instant | null = null,
): Promise<number> {
  let renewed = 0
  let after = "00000000-0000-0000-0000-000000000000"
  for (;;) {
    const page = await asSystem((tx) =>
      tx
        .select({ organizationId: patients.organizationId, patientId: patients.id })
        .from(patients)
        .where(gt(patients.id, after))
        .orderBy(asc(patients.id))
        .limit(PAGE),
    )
    for (const [organizationId, patientIds] of byOrganization(page)) {
      renewed += await asSystem(async (tx) => {
        await enterOrganization(tx, organizationId)
        const due = await staleOf(tx, patientIds, renewedBefore)
        if (due.length > 0) await renewSummaries(tx, { patientIds: due, now })
        return due.length
      })
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) return renewed
    after = last.patientId
  }
}

async function staleOf(
  tx: Transaction,
  patientIds: readonly string[],
  renewedBefore: Instant | null,
): Promise<readonly string[]> {
  if (renewedBefore === null) return patientIds
  const { patientId, updatedAt } = patientSummaries
  const fresh = await tx
    .select({ patientId })
    .from(patientSummaries)
    .where(and(inArray(patientId, [...patientIds]), gte(updatedAt, renewedBefore)))
  const isFresh = new Set(fresh.map((row) => row.patientId))
  return patientIds.filter((id) => !isFresh.has(id))
}

function byOrganization(page: readonly { organizationId: string; patientId: string }[]) {
  const groups = new Map<string, string[]>()
  for (const { organizationId, patientId } of page) {
    groups.set(organizationId, [...(groups.get(organizationId) ?? []), patientId])
  }
  return groups
}
