import "server-only"
import { sql } from "drizzle-orm"
import { asSystem } from "@/lib/auth/unit-of-work"

/**
 * Gives the calls that named an organization we did not know to it, once the pull from BioT has
 * brought it; the worker then interprets them. Returns how many.
 */
export async function attributeCalls(): Promise<number> {
  return asSystem(async (tx) => {
    const { rowCount } = await tx.execute(sql`
      update replies r set organization_id = o.id, state = 'received', reason = null
        from organizations o
       where r.organization_id is null and r.state = 'quarantined'
         and lower(r.payload #>> '{data,entity,_ownerOrganization,id}') = o.id::text`)
    return rowCount ?? 0
  })
}
