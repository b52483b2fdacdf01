import "server-only"
import { and, asc, gt, gte, inArray, lt } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, patientSummaries, patients } from "@/db/schema"
import { attentionChangedAt } from "@/lib/attention/attention-settings"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { publish } from "@/lib/live/publish"
import { renewSummaries } from "@/lib/patients/summary"
import { HOUR_MS, type Instant, SECOND_MS } from "@/lib/time"

const PAGE = 100
const FIRST_ID = "00000000-0000-0000-0000-000000000000"
/** A change of rules is written within so long of the time that it carries. */
const SAVED_WITHIN_MS = 10 * SECOND_MS

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
  let after = FIRST_ID
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

/**
 * Renews what was assessed by rules of attention that an admin has changed since, an organization at
 * a time, and tells whoever looks. Longer ago, the nightly run has been there.
 */
export async function renewByChangedRules(now: Instant): Promise<number> {
  const homes = await asSystem((tx) =>
    tx.select({ id: organizations.id, settings: organizations.settings }).from(organizations),
  )
  let renewed = 0
  for (const { id: organizationId, settings } of homes) {
    const changedAt = attentionChangedAt(settings)
    if (changedAt === null || changedAt < now - STALE_AFTER_MS) continue
    renewed += await renewOlderThan(organizationId, changedAt)
  }
  return renewed
}

async function renewOlderThan(organizationId: string, changedAt: Instant): Promise<number> {
  // Whoever was assessed while the change was being saved may have been so by the rules before.
  const since = changedAt + SAVED_WITHIN_MS
  let renewed = 0
  let after = FIRST_ID
  for (;;) {
    const ids = await asSystem(async (tx) => {
      await enterOrganization(tx, organizationId)
      const older = await tx
        .select({ id: patientSummaries.patientId })
        .from(patientSummaries)
        .where(and(lt(patientSummaries.updatedAt, since), gt(patientSummaries.patientId, after)))
        .orderBy(asc(patientSummaries.patientId))
        .limit(PAGE)
      const patientIds = older.map(({ id }) => id)
      // Clocks differ: what is renewed now must not look older than the change.
      const now = Math.max(Date.now(), since)
      if (patientIds.length > 0) await renewSummaries(tx, { patientIds, now })
      return patientIds
    })
    renewed += ids.length
    const last = ids.at(-1)
    if (last !== undefined && ids.length === PAGE) {
      after = last
      continue
    }
    if (renewed > 0) publish([{ organizationId, topic: "patient", patientId: null }])
    return renewed
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
