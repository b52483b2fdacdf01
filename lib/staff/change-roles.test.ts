import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, mintSystemContext } from "@/lib/auth/context"
import { effectsOf } from "@/lib/auth/role-effects"
import { DEFAULT_ROLE_MAPPING, type RoleMapping } from "@/lib/auth/role-mapping"
import { keepPeople } from "@/lib/directory/mutations"
import { HOUR_MS } from "@/lib/time"
import { changeRoles } from "./mutations"
import { rolesScreen } from "./people-queries"

const test = testDatabase()
const arrange = fixtures(test)
let ours: ArrangedClinic
beforeEach(async () => {
  ours = await arrange.clinic({ settings: {} })
})

const admin = () => mintStaffContext(ours.admin)
const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const roleOf = async ({ staffId }: { staffId: string }) =>
  (await query("SELECT role FROM staff WHERE id = $1", [staffId]))[0]?.role
const settingsOf = async (id: string) =>
  (await query("SELECT settings FROM organizations WHERE id = $1", [id]))[0]?.settings

/** Doctors have no access, planners are clinicians, everybody else is as by default. */
const NEXT: RoleMapping = {
  ...DEFAULT_ROLE_MAPPING,
  templates: [
    ...DEFAULT_ROLE_MAPPING.templates,
    { kind: "caregiver", template: "Doctor", choice: "none" },
    { kind: "organization-user", template: "Planner", choice: "clinician" },
  ],
}
const seen = DEFAULT_ROLE_MAPPING

describe("changeRoles", () => {
  it("gives everybody the role that follows, and leaves who did it in the audit", async () => {
    await query("UPDATE organizations SET settings = '{\"dailyCap\": 3}'")
    expect(await changeRoles(admin(), { seen, roles: NEXT })).toEqual({ changed: 2 })
    expect(await roleOf(ours.clinician)).toBeNull()
    expect(await roleOf(ours.coordinator)).toBe("clinician")
    expect(await roleOf(ours.admin)).toBe("admin")
    expect(await settingsOf(ours.organization.id)).toEqual({ dailyCap: 3, roles: NEXT })
    const entries = await query(
      `SELECT verb, actor_id, subject_id, details FROM audit WHERE organization_id = $1`,
      [ours.organization.id],
    )
    expect(entries).toHaveLength(3)
    for (const { actor_id } of entries) expect(actor_id).toBe(ours.admin.staffId)
    expect(entries).toContainEqual(
      expect.objectContaining({
        ...{ verb: "staff.role_changed", subject_id: ours.clinician.staffId },
        details: { from: "clinician", to: null },
      }),
    )
    const back = { seen: NEXT, roles: DEFAULT_ROLE_MAPPING }
    expect(await changeRoles(admin(), back)).toEqual({ changed: 2 })
    expect(await roleOf(ours.clinician)).toBe("clinician")
  })

  it("counts whom the preview counts, and leaves deleted people as they are", async () => {
    const { id } = ours.organization
    const disabled = await arrange.staff(id, "clinician")
    const deleted = await arrange.staff(id, "clinician")
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [disabled.staffId])
    await query("UPDATE staff SET is_enabled = false, deleted_at = now() WHERE id = $1", [
      deleted.staffId,
    ])
    const { groups } = await rolesScreen(admin(), Date.now())
    const { lost, becomes } = effectsOf(groups, NEXT)
    expect([lost, becomes.clinician]).toEqual([1, 1])
    expect(await changeRoles(admin(), { seen, roles: NEXT })).toEqual({ changed: 2 })
    expect(await roleOf(disabled)).toBeNull()
    expect(await roleOf(deleted)).toBe("clinician")
    const entries = await query(
      "SELECT verb, subject_id, details FROM audit WHERE organization_id = $1",
      [id],
    )
    const [mapping] = entries.filter(({ verb }) => verb === "roles.mapping_changed")
    expect(mapping?.details.people).toBe(2)
    expect(entries.map(({ subject_id }) => subject_id)).not.toContain(deleted.staffId)
  })

  it("holds for whoever the pull brings afterwards", async () => {
    await changeRoles(admin(), { seen, roles: NEXT })
    const id = ours.clinician.staffId
    const asOf = Date.now() + HOUR_MS
    const person = (templateName: string | null) => ({
      ...{ id, organizationId: ours.organization.id, firstName: "Robin", lastName: "Vale" },
      ...{ phone: null, additionalPhone: null, locale: null, timeZone: null, isEnabled: true },
      ...{ lastModifiedAt: null, templateName },
    })
    const ctx = mintSystemContext(ours.organization.id, "test", "trace")
    const keep = (templateName: string | null, n: number) =>
      keepPeople(ctx, {
        ...{ kind: "caregiver" as const, people: [person(templateName)], asOf: asOf + n },
        now: asOf,
      })
    await keep("Doctor", 0)
    expect(await roleOf(ours.clinician)).toBeNull()
    await keep("Nurse", 1)
    expect(await roleOf(ours.clinician)).toBe("clinician")
  })

  it("refuses what somebody else changed meanwhile", async () => {
    await changeRoles(admin(), { seen, roles: NEXT })
    const stale = changeRoles(admin(), { seen, roles: DEFAULT_ROLE_MAPPING })
    await expect(stale).rejects.toMatchObject({ code: "conflict" })
    expect(await settingsOf(ours.organization.id)).toEqual({ roles: NEXT })
  })

  it("locks nobody out who asks, nor the last admin", async () => {
    const nobody = { ...DEFAULT_ROLE_MAPPING, templates: [] }
    await expect(changeRoles(admin(), { seen, roles: nobody })).rejects.toMatchObject({
      ...{ code: "conflict", message: expect.stringMatching(/^Nobody would be an admin/) },
    })
    const others: RoleMapping = {
      ...DEFAULT_ROLE_MAPPING,
      templates: [{ kind: "organization-user", template: "Planner", choice: "admin" }],
    }
    await expect(changeRoles(admin(), { seen, roles: others })).rejects.toMatchObject({
      ...{ code: "conflict", message: expect.stringMatching(/^You would no longer be an admin/) },
    })
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [ours.coordinator.staffId])
    await expect(changeRoles(admin(), { seen, roles: others })).rejects.toThrow(/^Nobody/)
    expect(await roleOf(ours.admin)).toBe("admin")
    expect(await settingsOf(ours.organization.id)).toEqual({})
  })

  it("leaves an admin in charge when two put each other out at once", async () => {
    const other = await arrange.staff(ours.organization.id, "admin")
    await query("UPDATE staff SET template_name = 'Owner' WHERE id = $1", [other.staffId])
    const only = (template: string): RoleMapping => ({
      ...DEFAULT_ROLE_MAPPING,
      templates: [{ kind: "organization-user", template, choice: "admin" }],
    })
    const results = await Promise.allSettled([
      changeRoles(admin(), { seen, roles: only("OrganizationAdmin") }),
      changeRoles(mintStaffContext(other), { seen, roles: only("Owner") }),
    ])
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    const left = await query(
      "SELECT count(*)::int AS n FROM staff WHERE role = 'admin' AND organization_id = $1",
      [ours.organization.id],
    )
    expect(left).toEqual([{ n: 1 }])
  })

  it("reaches no other organization, and is admins' alone", async () => {
    const theirs = await arrange.clinic({ settings: {} })
    await changeRoles(admin(), { seen, roles: NEXT })
    expect(await roleOf(theirs.clinician)).toBe("clinician")
    expect(await settingsOf(theirs.organization.id)).toEqual({})
    for (const role of ["clinician", "coordinator"] as const) {
      const attempt = changeRoles(mintStaffContext(theirs[role]), { seen, roles: NEXT })
      await expect(attempt).rejects.toMatchObject({ code: "forbidden" })
    }
  })
})

describe("rolesScreen", () => {
  it("lists the organization's staff with what they may do and who is signed in", async () => {
    await arrange.clinic({ settings: {} })
    const gone = await arrange.staff(ours.organization.id, "coordinator")
    await query("UPDATE staff SET deleted_at = now() WHERE id = $1", [gone.staffId])
    await query("UPDATE sessions SET ended_at = now() WHERE id = $1", [ours.clinician.sessionId])
    const screen = await rolesScreen(admin(), Date.now())
    const told = screen.members.map(({ role, isSignedIn, lastSeenAt }) => ({
      ...{ role, isSignedIn, wasSeen: lastSeenAt !== null },
    }))
    expect(told.toSorted((a, b) => String(a.role).localeCompare(String(b.role)))).toEqual([
      { role: "admin", isSignedIn: true, wasSeen: true },
      { role: "clinician", isSignedIn: false, wasSeen: true },
      { role: "coordinator", isSignedIn: true, wasSeen: true },
    ])
    expect(screen.groups).toHaveLength(3)
    expect(screen.self).toEqual({ kind: "organization-user", template: "OrganizationAdmin" })
    expect(screen.mapping).toEqual(DEFAULT_ROLE_MAPPING)
  })

  it("is admins' alone", async () => {
    for (const role of ["clinician", "coordinator"] as const) {
      const asked = rolesScreen(mintStaffContext(ours[role]), Date.now())
      await expect(asked).rejects.toMatchObject({ code: "forbidden" })
    }
  })
})
