import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { personName } from "./person-name"
import type { NumberOwner, SharedNumber, SharedNumbers } from "./phone-owners"

const MOST = 200

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
  const rows = await read(tx, sql`where phone = any(${sql.param(asked)}::text[])`, sql``)
  return new Map(rows.map(({ phone, owners }) => [phone, owners.map(asOwner)]))
}

/** The other people to whom `phone` belongs by their own phone: with one, BioT drops its replies. */
export async function otherOwners(
  tx: Transaction,
  of: { id: string; phone: string | null },
): Promise<NumberOwner[]> {
  const owners = (await ownersOf(tx, [of.phone])).get(of.phone ?? "") ?? []
  return owners.filter(({ id, as }) => id !== of.id && as === "phone")
}

/**
 * The organization's numbers that several people have, the newest found first; 200 at most. Derived
 * from the people as they are now, so that nothing has to be checked again. Source: design 2-biot,
 * The one-owner rule. Throws `forbidden`.
 */
export async function numbersWithSeveralOwners(ctx: StaffContext): Promise<SharedNumbers> {
  requirePermission(ctx, "settings.manage")
  return readAs(ctx, async (tx) => {
    const several = sql`having count(distinct id) > 1 order by 3 desc, phone limit ${MOST + 1}`
    const found = await read(tx, sql``, several)
    const all = found.slice(0, MOST).map(asShared)
    const isShared = ({ owners }: SharedNumber) =>
      owners.filter((owner) => owner.as === "phone").length > 1
    return {
      shared: all.filter(isShared),
      additional: all.filter((each) => !isShared(each)),
      isCut: found.length > MOST,
    }
  })
}

type NumberRow = { phone: string; owners: OwnerRow[]; found: number | null }

async function read(tx: Transaction, where: SQL, having: SQL): Promise<NumberRow[]> {
  const { rows } = await tx.execute<NumberRow>(sql`
    with owned as (
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
           (extract(epoch from (array_agg(since order by since))[2]) * 1000)::float8 as found
      from owned ${where} group by phone ${having}`)
  return rows
}

function asShared({ phone, owners, found }: NumberRow): SharedNumber {
  return { phone, owners: owners.map(asOwner), found: found ?? 0 }
}

function asOwner({ kind, id, firstName, lastName, isEnabled, as }: OwnerRow): NumberOwner {
  return { kind, id, name: personName(firstName, lastName), isEnabled, as }
}
