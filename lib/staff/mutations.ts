import "server-only"
import { isNull, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { effectsOf, lockOut } from "@/lib/auth/role-effects"
import { mappingKey, type RoleMapping, roleOf } from "@/lib/auth/role-mapping"
import { readRoleMapping } from "@/lib/auth/role-settings"
import { type AuditEntry, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import type { ChangeRoles } from "./schema"

/**
 * Puts another mapping of BioT's people to roles in force and gives everybody the role that follows,
 * all in one. `changed` counts whom the preview counts, the enabled. Throws `conflict` when the
 * mapping is not the one that was `seen`, and when nobody would be left in charge.
 */
export async function changeRoles(
  ctx: StaffContext,
  { seen, roles }: ChangeRoles,
): Promise<{ changed: number }> {
  return writeAs(ctx, "settings.manage", async (tx, { audit, publish }) => {
    const current = await readRoleMapping(tx, "no key update")
    if (mappingKey(current) !== mappingKey(seen)) {
      throw new AppError(
        "conflict",
        "Somebody changed the roles meanwhile. Nothing was changed; look at the list again.",
      )
    }
    // Whom BioT brings back gets a role then, by the mapping of then.
    const people = await tx
      .select()
      .from(staff)
      .where(isNull(staff.deletedAt))
      .orderBy(staff.id)
      .for("update")
    refuseLockOut(ctx, people, roles)
    const changes = people.flatMap(({ id, kind, templateName, role, isEnabled }) => {
      const next = roleOf(kind, templateName, roles)
      return next === role ? [] : [{ id, from: role, to: next, isEnabled }]
    })
    const changed = changes.filter(({ isEnabled }) => isEnabled).length
    await giveRoles(tx, changes)
    await tx.update(organizations).set({
      settings: sql`jsonb_set(settings, '{roles}', ${JSON.stringify(roles)}::jsonb)`,
    })
    await audit(
      {
        verb: "roles.mapping_changed",
        subjectKind: "organization",
        subjectId: ctx.organizationId,
        details: { from: current, to: roles, people: changed },
      },
      ...changes.map(
        ({ id, from, to }): AuditEntry => ({
          ...{ verb: "staff.role_changed", subjectKind: "staff", subjectId: id },
          details: { from, to },
        }),
      ),
    )
    publish("staff")
    return { changed }
  })
}

type Person = typeof staff.$inferSelect

function refuseLockOut(ctx: StaffContext, people: readonly Person[], roles: RoleMapping): void {
  const self = people.find(({ id }) => id === ctx.staffId)
  // Another admin's change, for which this one waited, may have taken the role away.
  if (self?.role !== "admin") {
    throw new AppError("forbidden", "Your role does not allow this. Nothing was changed.")
  }
  const groups = people
    .filter(({ isEnabled }) => isEnabled)
    .map(({ kind, templateName, role }) => ({ kind, template: templateName, role, people: 1 }))
  const about = { kind: self.kind, template: self.templateName }
  const refusal = lockOut(effectsOf(groups, roles), about, roles)
  if (refusal) throw new AppError("conflict", refusal.sentence)
}

async function giveRoles(
  tx: Transaction,
  changes: readonly { id: string; to: Person["role"] }[],
): Promise<void> {
  if (changes.length === 0) return
  await tx.execute(sql`
    update staff set role = change.to
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as change (id uuid, "to" text)
     where staff.id = change.id`)
}
