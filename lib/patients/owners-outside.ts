import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Context } from "@/lib/auth/context"
import { asSystem } from "@/lib/auth/unit-of-work"

/** More shared with other organizations than this is no longer worked through number by number. */
const MOST = 10_000

/**
 * How many people of other organizations have each of `phones`; numbers that nobody there has are
 * left out. BioT's one-owner rule holds for its whole environment, so their owners make replies fail
 * too, but who they are is not ours to know: nothing but the count leaves this file.
 */
export async function ownersOutside(
  ctx: Pick<Context, "organizationId">,
  phones: readonly (string | null)[],
): Promise<Map<string, number>> {
  const asked = [...new Set(phones.filter((phone) => phone !== null))]
  if (asked.length === 0) return new Map()
  return countOutside(ctx, sql`select unnest(${sql.param(asked)}::text[]) as phone`)
}

/** `ownersOutside` of one patient's phone. */
export async function ownersOutsideOf(
  ctx: Pick<Context, "organizationId">,
  patientId: string,
): Promise<number> {
  const found = await countOutside(
    ctx,
    sql`select phone from patients where organization_id = ${ctx.organizationId}
         and id = ${patientId} and phone is not null`,
  )
  return [...found.values()][0] ?? 0
}

/** The organization's numbers, of all its people, that somebody outside has too. */
export async function numbersSharedOutside(
  ctx: Pick<Context, "organizationId">,
): Promise<Map<string, number>> {
  const home = ctx.organizationId
  return countOutside(
    ctx,
    sql`select phone from patients where organization_id = ${home} and phone is not null
           and deleted_at is null
         union select phone from staff where organization_id = ${home} and phone is not null
           and deleted_at is null`,
  )
}

/** Organization by organization, so that the indexes that begin with it are of use. */
async function countOutside(
  ctx: Pick<Context, "organizationId">,
  ours: SQL,
): Promise<Map<string, number>> {
  return asSystem(async (tx) => {
    const { rows } = await tx.execute<{ phone: string; n: number }>(sql`
      with ours as (${ours}), elsewhere as (
        select id from organizations where id <> ${ctx.organizationId})
      select phone, count(*)::int as n from (
        select ours.phone from elsewhere o
          join patients p on p.organization_id = o.id and p.deleted_at is null
          join ours on ours.phone = p.phone
        union all
        select ours.phone from elsewhere o
          join staff s on s.organization_id = o.id and s.deleted_at is null
          join ours on ours.phone = s.phone) owned
       group by phone order by phone limit ${MOST}`)
    return new Map(rows.map(({ phone, n }) => [phone, n]))
  })
}
