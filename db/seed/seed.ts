import { sql } from "drizzle-orm"
import { organizations } from "@/db/schema"
import { mintSystemContext } from "@/lib/auth/context"
import { asSystem, readAs } from "@/lib/auth/unit-of-work"
import { pullDirectory } from "@/lib/directory/pull"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import { clinicRows } from "./clinic"
import { saveRows } from "./save"

export type Seeded = { organizations: number; doses: number; messages: number; replies: number }

/**
 * Pulls the people from BioT and gives every organization without a regimen a believable past.
 * Run again, it adds nothing. Nothing is sent: what it adds is over, or waits for a person or for
 * the schedule.
 */
export async function seedDatabase(now: Instant): Promise<Seeded> {
  await pullDirectory({ now })
  const homes = await asSystem((tx) => tx.select({ id: organizations.id }).from(organizations))
  const seeded: Seeded = { organizations: 0, doses: 0, messages: 0, replies: 0 }
  for (const { id } of homes) {
    const ctx = mintSystemContext(id, "seed", newId())
    const { rows } = await readAs(ctx, (tx) => tx.execute(sql`select 1 from regimens limit 1`))
    if (rows.length > 0) continue
    const added = await clinicRows(ctx, now)
    await saveRows(ctx, added, now)
    seeded.organizations += 1
    seeded.doses += added.doses.length
    seeded.messages += added.messages.length
    seeded.replies += added.replies.length
  }
  return seeded
}
