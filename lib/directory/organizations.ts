import "server-only"
import { sql } from "drizzle-orm"
import { organizations } from "@/db/schema"
import { asSystem } from "@/lib/auth/unit-of-work"
import type { BiotOrganization } from "@/lib/biot/directory"
import type { Instant } from "@/lib/time"

/** Brings organizations to what BioT said at `asOf`; their settings are ours and stay. */
export async function saveOrganizations(
  found: readonly BiotOrganization[],
  asOf: Instant,
): Promise<number> {
  if (found.length === 0) return 0
  const rows = found.map(({ id, name, timeZone }) => ({
    ...{ id, name, timeZone: timeZone ?? "UTC", syncedAt: asOf },
  }))
  await asSystem((tx) =>
    tx
      .insert(organizations)
      .values(rows)
      .onConflictDoUpdate({
        target: organizations.id,
        set: {
          name: sql`excluded.name`,
          timeZone: sql`excluded.time_zone`,
          syncedAt: sql`excluded.synced_at`,
        },
      }),
  )
  return rows.length
}
