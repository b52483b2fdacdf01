import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { PersonKind } from "@/db/enums"
import { type RoleMapping, roleOf } from "@/lib/auth/role-mapping"
import type { BiotPerson } from "@/lib/biot/directory"
import { withoutToken } from "@/lib/biot/storable"
import type { Instant } from "@/lib/time"

/** What BioT changed about a person: our columns' names, `deleted_at` for one who came back. */
export type PersonChange = { id: string; isNew: boolean; fields: string[] }

const PERSON = {
  first_name: "text",
  last_name: "text",
  phone: "text",
  additional_phone: "text",
  is_enabled: "boolean",
}
const COLUMNS = {
  patients: { ...PERSON, locale: "text", time_zone_attribute: "text" },
  staff: { ...PERSON, kind: "text", template_name: "text", role: "text" },
}

export const tableOf = (kind: PersonKind) => (kind === "patient" ? "patients" : "staff")

/**
 * Brings people of one organization and kind to what BioT said at `asOf`, in one statement; what is
 * ours stays, and so does whatever was read later than `asOf`. Returns who changed.
 */
export async function savePeople(
  tx: Transaction,
  of: {
    organizationId: string
    kind: PersonKind
    people: readonly BiotPerson[]
    roles: RoleMapping
    asOf: Instant
  },
): Promise<PersonChange[]> {
  const rows = [...new Map(of.people.map((person) => [person.id, person])).values()]
  if (rows.length === 0) return []
  const values = withoutToken(rows.map((person) => valuesOf(person, of)))
  const { rows: changed } = await tx.execute<PersonChange>(
    upsert(tableOf(of.kind), { ...of, json: JSON.stringify(values) }),
  )
  return changed
}

function valuesOf(person: BiotPerson, { kind, roles }: { kind: PersonKind; roles: RoleMapping }) {
  const { templateName } = person
  return {
    id: person.id,
    first_name: person.firstName,
    last_name: person.lastName,
    phone: person.phone,
    additional_phone: person.additionalPhone,
    is_enabled: person.isEnabled,
    ...(kind === "patient"
      ? { locale: person.locale, time_zone_attribute: person.timeZone }
      : { kind, template_name: templateName, role: roleOf(kind, templateName, roles) }),
  }
}

function upsert(
  table: keyof typeof COLUMNS,
  { organizationId, asOf, json }: { organizationId: string; asOf: Instant; json: string },
): SQL {
  const columns = Object.entries(COLUMNS[table])
  const each = (write: (name: string, type: string) => string) =>
    sql.raw(columns.map(([name, type]) => write(name, type)).join(", "))
  const at = new Date(asOf).toISOString()
  // The last part sees the table as it was before the statement, so `b` is what stood there.
  return sql`
    with incoming as (
      select * from jsonb_to_recordset(${json}::jsonb) as i (id uuid, ${each((n, t) => `${n} ${t}`)})),
    saved as (
      insert into ${sql.identifier(table)} as t (organization_id, id, ${each((n) => n)},
        phone_since, synced_at, deleted_at)
      select ${organizationId}::uuid, id, ${each((n) => n)}, ${at}::timestamptz,
             ${at}::timestamptz, null
        from incoming order by id
      on conflict (organization_id, id) do update set ${each((n) => `${n} = excluded.${n}`)},
        phone_since = case when t.phone is distinct from excluded.phone
          then excluded.phone_since else t.phone_since end,
        synced_at = excluded.synced_at, deleted_at = null
      where t.synced_at <= excluded.synced_at
      returning id)
    select * from (
      select s.id, b.id is null as "isNew", array_remove(array[
             ${each((n) => `case when b.${n} is distinct from i.${n} then '${n}' end`)},
             case when b.deleted_at is not null then 'deleted_at' end], null) as fields
        from saved s join incoming i on i.id = s.id
        left join ${sql.identifier(table)} b on b.id = s.id
             and b.organization_id = ${organizationId}::uuid) changed
     where "isNew" or cardinality(fields) > 0`
}
