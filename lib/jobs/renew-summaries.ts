import "server-only"
import { asc, gt } from "drizzle-orm"
import { patients } from "@/db/schema"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { renewSummaries } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"

const PAGE = 100

/**
 * Renews every patient's summary, since days pass out of the 30 without any event. A cache of what
 * is audited elsewhere, so it leaves no audit entry itself.
 */
export async function renewAllSummaries(now: Instant): Promise<number> {
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
      await asSystem(async (tx) => {
        await enterOrganization(tx, organizationId)
        await renewSummaries(tx, { patientIds, now })
      })
    }
    renewed += page.length
    const last = page.at(-1)
    if (!last || page.length < PAGE) return renewed
    after = last.patientId
  }
}

function byOrganization(page: readonly { organizationId: string; patientId: string }[]) {
  const groups = new Map<string, string[]>()
  for (const { organizationId, patientId } of page) {
    groups.set(organizationId, [...(groups.get(organizationId) ?? []), patientId])
  }
  return groups
}
