import "server-only"
import { getTableColumns, type SQL, sql } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import { organizations, patients, staff } from "@/db/schema"
import { roleOf } from "@/lib/auth/roles"
import { asSystem } from "@/lib/auth/unit-of-work"
import {
  type BiotOrganization,
  type BiotPerson,
  caregiverPages,
  organizationPages,
  organizationUserPages,
  type Page,
  patientPages,
} from "@/lib/biot/directory"
import type { Instant } from "@/lib/time"

export type Pulled = { organizations: number; staff: number; patients: number; skipped: number }

/**
 * Brings BioT's organizations and people into our tables, a page at a time; what is ours (settings,
 * the zone override) stays. `since` takes only what changed after it. Throws `BiotError`.
 */
export async function pullDirectory(options: {
  since?: Instant | null
  now: Instant
}): Promise<Pulled> {
  const { now } = options
  const filter = options.since ? { modifiedSince: options.since } : {}
  const pulled: Pulled = { organizations: 0, staff: 0, patients: 0, skipped: 0 }
  // Every organization each time: people may only come in after theirs.
  for await (const page of organizationPages()) {
    pulled.organizations += await saveOrganizations(page.items, now)
    pulled.skipped += page.unreadable
  }
  const homes = new Set(
    await asSystem(async (tx) => {
      const rows = await tx.select({ id: organizations.id }).from(organizations)
      return rows.map(({ id }) => id)
    }),
  )
  const each = async (
    pages: AsyncGenerator<Page<BiotPerson>>,
    save: (people: BiotPerson[]) => Promise<number>,
  ): Promise<number> => {
    let saved = 0
    for await (const page of pages) {
      const known = page.items.filter((person) => homes.has(person.organizationId))
      pulled.skipped += page.unreadable + page.items.length - known.length
      saved += await save(known)
    }
    return saved
  }
  pulled.staff += await each(organizationUserPages(filter), (people) =>
    saveStaff(people, "organization-user", now),
  )
  pulled.staff += await each(caregiverPages(filter), (people) =>
    saveStaff(people, "caregiver", now),
  )
  pulled.patients += await each(patientPages(filter), (people) => savePatients(people, now))
  return pulled
}

async function saveOrganizations(found: BiotOrganization[], now: Instant): Promise<number> {
  if (found.length === 0) return 0
  const rows = found.map(({ id, name, timeZone }) => ({
    id,
    name,
    timeZone: timeZone ?? "UTC",
    syncedAt: now,
  }))
  await asSystem((tx) =>
    tx
      .insert(organizations)
      .values(rows)
      .onConflictDoUpdate({
        target: organizations.id,
        set: excluded(organizations, ["name", "timeZone", "syncedAt"]),
      }),
  )
  return rows.length
}

async function saveStaff(
  found: BiotPerson[],
  kind: "caregiver" | "organization-user",
  now: Instant,
): Promise<number> {
  if (found.length === 0) return 0
  const rows = found.map((person) => ({
    organizationId: person.organizationId,
    id: person.id,
    kind,
    role: roleOf(kind, person.templateName),
    firstName: person.firstName,
    lastName: person.lastName,
    phone: person.phone,
    isEnabled: person.isEnabled,
    syncedAt: now,
  }))
  await asSystem((tx) =>
    tx
      .insert(staff)
      .values(rows)
      .onConflictDoUpdate({
        target: [staff.organizationId, staff.id],
        set: excluded(staff, [
          "kind",
          "role",
          "firstName",
          "lastName",
          "phone",
          "isEnabled",
          "syncedAt",
        ]),
      }),
  )
  return rows.length
}

async function savePatients(found: BiotPerson[], now: Instant): Promise<number> {
  if (found.length === 0) return 0
  const rows = found.map((person) => ({
    organizationId: person.organizationId,
    id: person.id,
    firstName: person.firstName,
    lastName: person.lastName,
    phone: person.phone,
    additionalPhone: person.additionalPhone,
    locale: person.locale,
    timeZoneAttribute: person.timeZone,
    isEnabled: person.isEnabled,
    syncedAt: now,
  }))
  await asSystem((tx) =>
    tx
      .insert(patients)
      .values(rows)
      .onConflictDoUpdate({
        target: [patients.organizationId, patients.id],
        set: excluded(patients, [
          "firstName",
          "lastName",
          "phone",
          "additionalPhone",
          "locale",
          "timeZoneAttribute",
          "isEnabled",
          "syncedAt",
        ]),
      }),
  )
  return rows.length
}

/** `set` of an upsert: the named columns as the refused row would have had them. */
function excluded<T extends PgTable>(
  table: T,
  names: (keyof T["_"]["columns"] & string)[],
): Record<string, SQL> {
  const columns: Record<string, PgColumn> = getTableColumns(table)
  return Object.fromEntries(
    names.map((name) => [name, sql`excluded.${sql.identifier(columns[name]?.name ?? name)}`]),
  )
}
