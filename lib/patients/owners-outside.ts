import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { Context } from "@/lib/auth/context"
import { asSystem } from "@/lib/auth/unit-of-work"

/** More shared with other organizations than this is no longer worked through number by number. */
const MOST = 10_000

/**
 * How many people of other organizations have each of `phones`; numbers that nobody there has are
 * left out. BioT's one-owner rule holds for its whole environment, so their owners make replies fail
 * too, but who they are is not ours to know: nothing but the count leaves the database.
 */
export async function ownersOutside(
  tx: Transaction,
  ctx: Pick<Context, "organizationId">,
  phones: readonly (string | null)[],
): Promise<Map<string, number>> {
  const asked = [...new Set(phones.filter((phone) => phone !== null))]
  if (asked.length === 0) return new Map()
  const { rows } = await tx.execute<{ phone: string; n: number }>(sql`
    /* prepared: owners_outside */ select phone, n
      from owners_outside(${ctx.organizationId}::uuid, ${sql.param(asked)}::text[])`)
  return new Map(rows.map(({ phone, n }) => [phone, n]))
}

/** `ownersOutside` of the phones of patients. */
export async function ownersOutsideOf(
  ctx: Pick<Context, "organizationId">,
  patientIds: readonly string[],
): Promise<Map<string, number>> {
  return countOutside(
    ctx,
    sql`select distinct phone from patients where organization_id = ${ctx.organizationId}
         and id = any(${sql.param([...patientIds])}::uuid[]) and phone is not null`,
  )
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
