import "server-only"
import { eq, inArray, sql } from "drizzle-orm"
import { organizations } from "@/db/schema"
import { mintSystemContext } from "@/lib/auth/context"
import { asSystem, writeAs } from "@/lib/auth/unit-of-work"
import type { BiotOrganization } from "@/lib/biot/directory"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import type { Instant } from "@/lib/time"
import { followOrganization } from "./follow-zones"

type ZoneChange = { id: string; from: string; to: string }

/**
 * Brings organizations to what BioT said at `asOf`; their settings are ours and stay. Where the zone
 * changed, the patients who live by it go along first: see `changeZone`.
 */
export async function saveOrganizations(
  found: readonly BiotOrganization[],
  asOf: Instant,
): Promise<number> {
  if (found.length === 0) return 0
  const rows = found.map(({ id, name, timeZone }) => ({
    ...{ id, name, timeZone: timeZone ?? "UTC", syncedAt: asOf },
  }))
  for (const change of await saveRows(rows)) {
    try {
      await changeZone(change)
    } catch (error) {
      log.error({ err: error, organizationId: change.id }, "an organization's zone was not changed")
    }
  }
  return rows.length
}

/** Everything but the zone of those that are known already; their changes of zone. */
async function saveRows(rows: (typeof organizations.$inferInsert)[]): Promise<ZoneChange[]> {
  return asSystem(async (tx) => {
    await tx
      .insert(organizations)
      .values(rows)
      .onConflictDoUpdate({
        target: organizations.id,
        set: { name: sql`excluded.name`, syncedAt: sql`excluded.synced_at` },
      })
    const ids = rows.map(({ id }) => id)
    const zones = await tx
      .select({ id: organizations.id, from: organizations.timeZone })
      .from(organizations)
      .where(inArray(organizations.id, ids))
    const told = new Map(rows.map(({ id, timeZone }) => [id, timeZone]))
    return zones.flatMap(({ id, from }) => {
      const to = told.get(id)
      return to === undefined || to === from ? [] : [{ id, from, to }]
    })
  })
}

/**
 * The organization's own zone comes last, so that a run that breaks off is begun again by the next
 * pull; once more after it for whoever came to live by the old zone meanwhile.
 */
async function changeZone({ id, from, to }: ZoneChange): Promise<void> {
  const ctx = mintSystemContext(id, "follow-zone", newId())
  await followOrganization(ctx, { from, to, now: Date.now() })
  await writeAs(ctx, "directory.sync", async (tx, { audit, publish }) => {
    await tx.update(organizations).set({ timeZone: to }).where(eq(organizations.id, id))
    await audit({
      verb: "organization.changed_in_biot",
      subjectKind: "organization",
      subjectId: id,
      details: { fields: ["time_zone"], from, to },
    })
    publish("patient")
  })
  await followOrganization(ctx, { from, to, now: Date.now() })
}
