import { ROLES, type Role } from "@/db/enums"

export const STAFF_KINDS = ["caregiver", "organization-user"] as const
export type StaffKind = (typeof STAFF_KINDS)[number]

/** `none`: may not sign in. */
export const ROLE_CHOICES = [...ROLES, "none"] as const
export type RoleChoice = (typeof ROLE_CHOICES)[number]

/** What a kind of person becomes whose template has no rule of its own, and those rules. */
export type RoleMapping = {
  defaults: Record<StaffKind, RoleChoice>
  templates: { kind: StaffKind; template: string; choice: RoleChoice }[]
}

/** Source: design 6-security, Who may do what. */
export const DEFAULT_ROLE_MAPPING: RoleMapping = {
  defaults: { caregiver: "clinician", "organization-user": "coordinator" },
  templates: [{ kind: "organization-user", template: "OrganizationAdmin", choice: "admin" }],
}

/**
 * A BioT person's role, from `_userType` and `_template.name`. Null: may not sign in; never any for
 * a patient, whatever the mapping says.
 */
export function roleOf(
  userType: string,
  templateName: string | null,
  mapping: RoleMapping,
): Role | null {
  const kind = STAFF_KINDS.find((each) => each === userType)
  if (!kind) return null
  const rule = mapping.templates.find(
    (each) => each.kind === kind && each.template === templateName,
  )
  const choice = rule?.choice ?? mapping.defaults[kind]
  return choice === "none" ? null : choice
}

/** The same mapping always in the same words, for comparing two. */
export function mappingKey({ defaults, templates }: RoleMapping): string {
  const rules = templates.map(({ choice, ...rule }) => `${ruleKey(rule)}:${choice}`).toSorted()
  return JSON.stringify([defaults.caregiver, defaults["organization-user"], ...rules])
}

/** Names a rule among the others: no two of a mapping have the same. */
export function ruleKey(rule: { kind: StaffKind; template: string }): string {
  return `${rule.kind}/${rule.template}`
}
