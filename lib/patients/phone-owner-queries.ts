import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { numbersSharedOutside } from "./owners-outside"
import { personName } from "./person-name"
import type { NumberOwner, SharedNumber, SharedNumbers } from "./phone-owners"

export const NUMBERS_PER_PAGE = 200

type OwnerRow = Omit<NumberOwner, "name"> & {
  firstName: string | null
  lastName: string | null
}

/**
 * Who owns each of `phones`, in this organization, of whatever kind; a number without an owner is
 * left out. People deleted in BioT own nothing, disabled ones still do.
 */
export async function ownersOf(
  tx: Transaction,
  phones: readonly (string | null)[],
): Promise<Map<string, NumberOwner[]>> {
  const asked = [...new Set(phones.filter((phone) => phone !== null))]
  if (asked.length === 0) return new Map()
  const of = sql`where phone = any(${sql.param(asked)}::text[])`
  const rows = await read(tx, of, sql``, sql`/* prepared: owners_of */ `)
  return new Map(rows.map(({ phone, owners }) => [phone, owners.map(asOwner)]))
}

/** The other people of the organization who have somebody's number, by what they have it as. */
export type OtherOwners = {
  /** With one, BioT loses the replies from it. */
  byPhone: NumberOwner[]
  /** BioT passes these over; whose phone it is may still be in doubt. */
  asAdditional: NumberOwner[]
}

export async function otherOwners(
  tx: Transaction,
  of: { id: string; phone: string | null },
): Promise<OtherOwners> {
  const owners = (await ownersOf(tx, [of.phone])).get(of.phone ?? "") ?? []
  const others = owners.filter(({ id }) => id !== of.id)
  return {
    byPhone: others.filter(({ as }) => as === "phone"),
    asAdditional: others.filter(({ as }) => as === "additional"),
  }
}

/**
 * The organization's numbers that several people have, some of them perhaps elsewhere; those of
 * which replies are lost first, then the newest found; 200 a page. Derived from the people as they
 * are now, so that a change in BioT and each pull check it again by themselves. Source: design
 * 2-biot, The one-owner rule. Throws `forbidden`.
 */
export async function numbersWithSeveralOwners(
  ctx: StaffContext,
  { page = 1 }: { page?: number } = {},
): Promise<SharedNumbers> {
  requirePermission(ctx, "settings.manage")
  const outside = await numbersSharedOutside(ctx)
  return readAs(ctx, async (tx) => {
    const also = sql`phone = any(${sql.param([...outside.keys()])}::text[])`
    const lost = sql`count(*) filter (where as_what = 'phone') > 1 or ${also}`
    const found = await read(
      tx,
      sql``,
      sql`having count(distinct id) > 1 or ${also}
       order by ${lost} desc, 3 desc, phone
       limit ${NUMBERS_PER_PAGE} offset ${(page - 1) * NUMBERS_PER_PAGE}`,
    )
    const all = found.map((row) => asShared(row, outside.get(row.phone) ?? 0))
    const isShared = ({ owners, ownersOutside }: SharedNumber) =>
      ownersOutside > 0 || owners.filter((owner) => owner.as === "phone").length > 1
    const total = found[0]?.total ?? 0
    return {
      shared: all.filter(isShared),
      additional: all.filter((each) => !isShared(each)),
      page,
      pages: Math.max(1, Math.ceil(total / NUMBERS_PER_PAGE)),
      total,
    }
  })
}

type NumberRow = { phone: string; owners: OwnerRow[]; found: number; total: number }

async function read(tx: Transaction, where: SQL, having: SQL, named = sql``): Promise<NumberRow[]> {
  const { rows } = await tx.execute<NumberRow>(sql`
    ${named}with owned as (
      select phone, 'patient' as kind, id, first_name, last_name, is_enabled, 'phone' as as_what,
             phone_since as since
        from patients where phone is not null and deleted_at is null
      union all
      select additional_phone, 'patient', id, first_name, last_name, is_enabled, 'additional',
             phone_since
        from patients
       where additional_phone <> coalesce(phone, '') and deleted_at is null
      union all
      select phone, kind, id, first_name, last_name, is_enabled, 'phone', phone_since
        from staff where phone is not null and deleted_at is null
      union all
      select additional_phone, kind, id, first_name, last_name, is_enabled, 'additional',
             phone_since
        from staff
       where additional_phone <> coalesce(phone, '') and deleted_at is null)
    select phone,
           json_agg(json_build_object('kind', kind, 'id', id, 'firstName', first_name,
             'lastName', last_name, 'isEnabled', is_enabled, 'as', as_what)
             order by as_what desc, last_name, first_name, id) as owners,
           (extract(epoch from coalesce((array_agg(since order by since))[2], min(since)))
             * 1000)::float8 as found, (count(*) over ())::int as total
      from owned ${where} group by phone ${having}`)
  return rows
}

function asShared({ phone, owners, found }: NumberRow, ownersOutside: number): SharedNumber {
  return { phone, owners: owners.map(asOwner), ownersOutside, found }
}

function asOwner({ kind, id, firstName, lastName, isEnabled, as }: OwnerRow): NumberOwner {
  return { kind, id, name: personName(firstName, lastName), isEnabled, as }
}
