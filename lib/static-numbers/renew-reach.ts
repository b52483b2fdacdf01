import "server-only"
import { sql } from "drizzle-orm"
import type { StaffContext } from "@/lib/auth/context"
import { asSystem, enterOrganization, readAs } from "@/lib/auth/unit-of-work"
import { cannotReply, replyProblem, type StaticCountries } from "@/lib/patients/reach"
import { renewSummaries } from "@/lib/patients/summary"
import { COUNTRY_CHARACTERS, staticCountries } from "./queries"

const PAGE = 100
/** A person waits for it; the nightly renewal of all summaries brings the others. */
const MOST_AT_ONCE = 1_000

/**
 * Renews the summaries of patients who can answer now and could not `before`, or the reverse. It
 * derives a cache and is no change of its own, so it leaves no audit entry.
 */
export async function renewReach(ctx: StaffContext, before: StaticCountries): Promise<number> {
  const ids = await readAs(ctx, async (tx) => {
    const after = await staticCountries(tx)
    const { rows } = await tx.execute<{ start: string; sample: string }>(sql`
      select left(phone, ${COUNTRY_CHARACTERS}) as start, min(phone) as sample from patients
       where phone is not null and deleted_at is null group by 1`)
    const isOther = (phone: string) =>
      cannotReply(replyProblem(phone, before)) !== cannotReply(replyProblem(phone, after))
    const starts = rows.filter(({ sample }) => isOther(sample)).map(({ start }) => start)
    if (starts.length === 0) return []
    const found = await tx.execute<{ id: string }>(sql`
      select id from patients where deleted_at is null
         and left(phone, ${COUNTRY_CHARACTERS}) = any(${sql.param(starts)}::text[])
       order by id limit ${MOST_AT_ONCE}`)
    return found.rows.map(({ id }) => id)
  })
  for (let at = 0; at < ids.length; at += PAGE) {
    await asSystem(async (tx) => {
      await enterOrganization(tx, ctx.organizationId)
      await renewSummaries(tx, { patientIds: ids.slice(at, at + PAGE), now: Date.now() })
    })
  }
  return ids.length
}
