import "server-only"
import { and, count, eq, isNull, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, sessions, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { ABSOLUTE_LIFETIME_MS, IDLE_LIFETIME_MS } from "@/lib/auth/lifetimes"
import type { StaffGroup } from "@/lib/auth/role-effects"
import type { RoleMapping, StaffKind } from "@/lib/auth/role-mapping"
import { roleMappingOf } from "@/lib/auth/role-mapping-schema"
import { can } from "@/lib/auth/roles"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { personName } from "@/lib/patients/person-name"
import type { Instant } from "@/lib/time"
import type { StaffMember, StaffMembers } from "./people"

const SHOWN = 500

export type RolesScreen = StaffMembers & {
  mapping: RoleMapping
  /** Of who may sign in at BioT; the preview counts these. */
  groups: StaffGroup[]
  self: { kind: StaffKind; template: string | null }
  zone: string
}

/** Everything that Settings, Staff and roles shows, for admins. Throws `forbidden`. */
export async function rolesScreen(ctx: StaffContext, now: Instant): Promise<RolesScreen> {
  if (!can(ctx.role, "settings.manage")) {
    throw new AppError("forbidden", "Your role does not allow this.")
  }
  return readAs(ctx, async (tx) => {
    const [organization] = await tx
      .select({ settings: organizations.settings, zone: organizations.timeZone })
      .from(organizations)
    const [self] = await tx
      .select({ kind: staff.kind, template: staff.templateName })
      .from(staff)
      .where(eq(staff.id, ctx.staffId))
    if (!organization || !self) throw new Error("A signed-in person has no row.")
    return {
      ...(await membersOf(tx, now)),
      mapping: roleMappingOf(organization.settings),
      groups: await groupsOf(tx),
      self,
      zone: organization.zone,
    }
  })
}

function groupsOf(tx: Transaction): Promise<StaffGroup[]> {
  return tx
    .select({
      kind: staff.kind,
      template: staff.templateName,
      role: staff.role,
      people: count(),
    })
    .from(staff)
    .where(and(eq(staff.isEnabled, true), isNull(staff.deletedAt)))
    .groupBy(staff.kind, staff.templateName, staff.role)
}

type Row = Omit<StaffMember, "name"> & { firstName: string | null; lastName: string | null }

async function membersOf(tx: Transaction, now: Instant): Promise<StaffMembers> {
  const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)
  const at = (instant: Instant) => new Date(instant).toISOString()
  const { rows } = await tx.execute<Row>(sql`
    select s.id, s.kind, s.template_name as template, s.role, s.is_enabled as "isEnabled",
           s.first_name as "firstName", s.last_name as "lastName",
           ${ms("seen.at")} as "lastSeenAt", coalesce(seen.live, false) as "isSignedIn"
      from ${staff} s
      left join (
        select x.staff_id, max(x.seen_at) as at,
               bool_or(x.ended_at is null and x.seen_at > ${at(now - IDLE_LIFETIME_MS)}
                 and x.started_at > ${at(now - ABSOLUTE_LIFETIME_MS)}) as live
          from ${sessions} x group by x.staff_id
      ) seen on seen.staff_id = s.id
     where s.deleted_at is null
     order by s.last_name nulls last, s.first_name nulls last, s.id
     limit ${SHOWN + 1}`)
  const members = rows.slice(0, SHOWN).map(({ firstName, lastName, ...row }) => ({
    ...row,
    name: personName(firstName, lastName),
  }))
  return { members, isCut: rows.length > SHOWN }
}
