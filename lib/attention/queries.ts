import "server-only"
import { and, asc, count, eq, gt, isNull, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, patientSummaries, patients } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { loadPatients } from "@/lib/patients/lock"
import { summarizePatients } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import { attentionRules } from "./attention-settings"
import type { AttentionPreview } from "./preview"
import type { AttentionRules } from "./rules"

/** A person waits for it. Ids are random, so the first ones speak for the others. */
const MOST_LOOKED_AT = 1_000
const PAGE = 100

export type AttentionScreen = { name: string; rules: AttentionRules; listed: number }

/** What Settings, Attention shows, for admins. Throws `forbidden`. */
export async function attentionScreen(ctx: StaffContext): Promise<AttentionScreen> {
  requirePermission(ctx, "settings.manage")
  return readAs(ctx, async (tx) => {
    const [home] = await tx
      .select({
        name: organizations.name,
        attention: sql<unknown>`${organizations.settings} -> 'attention'`,
      })
      .from(organizations)
    if (!home) throw new Error("A signed-in person's organization has no row.")
    const rules = attentionRules(home.attention)
    return { name: home.name, rules, listed: await countListed(tx) }
  })
}

/**
 * How many patients are listed now, and how many would be by other rules; of a large organization a
 * thousand are looked at. Counts alone, so it leaves no audit entry. Throws `forbidden`.
 */
export async function attentionPreview(
  ctx: StaffContext,
  rules: AttentionRules,
  now: Instant,
): Promise<AttentionPreview> {
  requirePermission(ctx, "settings.manage")
  return readAs(ctx, async (tx) => {
    const [all] = await tx.select({ n: count() }).from(patients).where(isNull(patients.deletedAt))
    const sample = await tx
      .select({ id: patients.id, need: patientSummaries.need })
      .from(patients)
      .leftJoin(patientSummaries, eq(patientSummaries.patientId, patients.id))
      .where(isNull(patients.deletedAt))
      .orderBy(asc(patients.id))
      .limit(MOST_LOOKED_AT)
    let wouldBe = 0
    for (let at = 0; at < sample.length; at += PAGE) {
      const ids = sample.slice(at, at + PAGE).map(({ id }) => id)
      const page = [...(await loadPatients(tx, ids)).values()]
      const summaries = await summarizePatients(tx, page, now, rules)
      wouldBe += summaries.filter(({ need }) => need > 0).length
    }
    const listed = sample.filter(({ need }) => (need ?? 0) > 0).length
    return { listed, wouldBe, lookedAt: sample.length, patients: all?.n ?? 0 }
  })
}

async function countListed(tx: Transaction): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(patientSummaries)
    .innerJoin(patients, eq(patients.id, patientSummaries.patientId))
    .where(and(gt(patientSummaries.need, 0), isNull(patients.deletedAt)))
  return row?.n ?? 0
}
