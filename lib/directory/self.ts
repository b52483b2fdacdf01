import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { Role } from "@/db/enums"
import { staff } from "@/db/schema"
import { roleOf, type StaffKind } from "@/lib/auth/role-mapping"
import { readRoleMapping } from "@/lib/auth/role-settings"
import type { Work } from "@/lib/auth/unit-of-work"
import type { BiotSelf } from "@/lib/biot/people"
import { storableText } from "@/lib/biot/storable"
import type { Instant } from "@/lib/time"

export type StaffSelf = BiotSelf & { userType: StaffKind }

/** A patient is nobody's staff, whatever the mapping says. */
export function isStaff(person: BiotSelf): person is StaffSelf {
  return person.userType !== "patient"
}

/**
 * Keeps what a person's own token said of them at `asOf`, within a unit of work of their
 * organization, and returns what they may do from now on. What was read later than `asOf` wins, and
 * the phone numbers are left to the pull.
 */
export async function saveSelf(
  tx: Transaction,
  work: Work,
  { person, asOf }: { person: StaffSelf; asOf: Instant },
): Promise<{ role: Role | null; isEnabled: boolean }> {
  const { organizationId, id } = person
  const roles = await readRoleMapping(tx, "share")
  const here = and(eq(staff.organizationId, organizationId), eq(staff.id, id))
  const [before] = await tx.select().from(staff).where(here).for("update")
  const storable = (text: string | null) => (text === null ? null : storableText(text))
  const values = {
    kind: person.userType,
    templateName: storable(person.templateName),
    role: roleOf(person.userType, person.templateName, roles),
    firstName: storable(person.firstName),
    lastName: storable(person.lastName),
    isEnabled: person.isEnabled,
    deletedAt: null,
    syncedAt: asOf,
  }
  await tx
    .insert(staff)
    .values({ organizationId, id, ...values })
    .onConflictDoUpdate({
      target: [staff.organizationId, staff.id],
      set: values,
      setWhere: sql`${staff.syncedAt} <= excluded.synced_at`,
    })
  const [after] = await tx.select().from(staff).where(here)
  if (!after) throw new Error("A person who was saved is not there.")
  const fields = (Object.keys(values) as (keyof typeof values)[]).filter(
    (field) => field !== "syncedAt" && before?.[field] !== after[field],
  )
  if (before && fields.length > 0) {
    const verb = `${person.userType}.changed_in_biot`
    await work.audit({ verb, subjectKind: "staff", subjectId: id, details: { fields } })
    work.publish("staff")
  }
  return { role: after.role, isEnabled: after.isEnabled }
}
