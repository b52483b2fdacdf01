import { describe, expect, it } from "vitest"
import { effectsOf, lockOut, type StaffGroup } from "./role-effects"
import { DEFAULT_ROLE_MAPPING, mappingKey, type RoleMapping, roleOf } from "./role-mapping"
import { roleMappingOf, roleMappingSchema } from "./role-mapping-schema"

const mapping = (fields: Partial<RoleMapping> = {}): RoleMapping => ({
  ...DEFAULT_ROLE_MAPPING,
  ...fields,
})
const ADMINS = { kind: "organization-user", template: "OrganizationAdmin" } as const

describe("a role", () => {
  it("comes from BioT's kind of user and template, as the design says by default", () => {
    const role = (kind: string, template: string | null) =>
      roleOf(kind, template, DEFAULT_ROLE_MAPPING)
    expect(role("caregiver", null)).toBe("clinician")
    expect(role("caregiver", "OrganizationAdmin")).toBe("clinician")
    expect(role("organization-user", "OrganizationAdmin")).toBe("admin")
    expect(role("organization-user", "Nurse")).toBe("coordinator")
    expect(role("organization-user", null)).toBe("coordinator")
  })

  it("is never a patient's or a machine's, whatever the mapping says", () => {
    const open = mapping({ defaults: { caregiver: "admin", "organization-user": "admin" } })
    for (const kind of ["patient", "service", "", "__proto__"]) {
      expect(roleOf(kind, "OrganizationAdmin", open)).toBeNull()
    }
  })

  it("follows the template before the kind, and none is no role", () => {
    const chosen = mapping({
      defaults: { caregiver: "none", "organization-user": "coordinator" },
      templates: [
        { kind: "caregiver", template: "Doctor", choice: "clinician" },
        { kind: "organization-user", template: "constructor", choice: "none" },
      ],
    })
    expect(roleOf("caregiver", "Doctor", chosen)).toBe("clinician")
    expect(roleOf("caregiver", "doctor", chosen)).toBeNull()
    expect(roleOf("caregiver", null, chosen)).toBeNull()
    expect(roleOf("organization-user", "constructor", chosen)).toBeNull()
    expect(roleOf("organization-user", "Doctor", chosen)).toBe("coordinator")
  })
})

describe("the stored mapping", () => {
  it("is read as it was stored, beside other settings", () => {
    const roles = mapping({ defaults: { caregiver: "none", "organization-user": "admin" } })
    expect(roleMappingOf({ dailyCap: 3, roles })).toEqual(roles)
  })

  it.each([
    [undefined],
    [null],
    [[]],
    [{}],
    [{ roles: null }],
    [{ roles: { defaults: { caregiver: "admin" } } }],
    [{ roles: { defaults: { caregiver: "owner", "organization-user": "admin" }, templates: [] } }],
    [{ roles: { ...DEFAULT_ROLE_MAPPING, templates: [{ kind: "patient" }] } }],
  ])("is the default where nobody can read it: %j", (settings) => {
    expect(roleMappingOf(settings)).toEqual(DEFAULT_ROLE_MAPPING)
  })

  it("holds each template once", () => {
    const rule = { ...ADMINS, choice: "admin" as const }
    const twice = mapping({ templates: [rule, { ...rule, choice: "none" }] })
    expect(roleMappingSchema.safeParse(twice).success).toBe(false)
  })

  it("is the same in whatever order its rules stand", () => {
    const doctor = { kind: "caregiver", template: "Doctor", choice: "admin" } as const
    const admin = { ...ADMINS, choice: "admin" } as const
    const key = (templates: RoleMapping["templates"]) => mappingKey(mapping({ templates }))
    expect(key([doctor, admin])).toBe(key([admin, doctor]))
    expect(key([doctor, admin])).not.toBe(key([admin, { ...doctor, choice: "none" }]))
  })
})

describe("the preview", () => {
  const groups: StaffGroup[] = [
    { kind: "caregiver", template: "Doctor", role: "coordinator", people: 3 },
    { kind: "caregiver", template: "FamilyCaregiver", role: "clinician", people: 1 },
    { ...ADMINS, role: "admin", people: 2 },
  ]

  it("counts who changes", () => {
    const next = mapping({
      templates: [
        ...DEFAULT_ROLE_MAPPING.templates,
        { kind: "caregiver", template: "FamilyCaregiver", choice: "none" },
      ],
    })
    const effects = effectsOf(groups, next)
    expect(effects).toEqual({
      becomes: { clinician: 3, coordinator: 0, admin: 0 },
      lost: 1,
      adminsLeft: 2,
    })
    expect(lockOut(effects, ADMINS, next)).toBeNull()
  })

  it("refuses to leave nobody in charge, or to put the admin out who asks", () => {
    const nobody = mapping({ templates: [] })
    expect(lockOut(effectsOf(groups, nobody), ADMINS, nobody)?.sentence).toMatch(/^Nobody would be/)
    const others = mapping({
      templates: [{ kind: "caregiver", template: "Doctor", choice: "admin" }],
    })
    expect(lockOut(effectsOf(groups, others), ADMINS, others)?.reason).toBe("notYou")
  })
})
