import { ROLES, type Role } from "@/db/enums"
import { type RoleMapping, roleOf, type StaffKind } from "./role-mapping"

/** So many enabled people of one kind and template, with the role that they have now. */
export type StaffGroup = {
  kind: StaffKind
  template: string | null
  role: Role | null
  people: number
}

export type RoleEffects = {
  /** Who changes, by what they become; `lost` had a role and have none afterwards. */
  becomes: Record<Role, number>
  lost: number
  adminsLeft: number
}

/** What a mapping would change if it held for these people. */
export function effectsOf(groups: readonly StaffGroup[], mapping: RoleMapping): RoleEffects {
  const effects = { becomes: { clinician: 0, coordinator: 0, admin: 0 }, lost: 0, adminsLeft: 0 }
  for (const { kind, template, role, people } of groups) {
    const next = roleOf(kind, template, mapping)
    if (next === "admin") effects.adminsLeft += people
    if (next === role) continue
    if (next === null) effects.lost += people
    else effects.becomes[next] += people
  }
  return effects
}

/** Why an admin may not save a mapping; null when they may. */
export function lockOut(
  effects: RoleEffects,
  self: { kind: StaffKind; template: string | null },
  mapping: RoleMapping,
): string | null {
  if (effects.adminsLeft === 0) {
    return "Nobody would be an admin any more. Keep at least one template as admin."
  }
  if (roleOf(self.kind, self.template, mapping) !== "admin") {
    return "You would no longer be an admin yourself. Ask another admin to make this change."
  }
  return null
}

const BECOMES: Record<Role, [one: string, several: string]> = {
  clinician: ["becomes a clinician", "become clinicians"],
  coordinator: ["becomes a coordinator", "become coordinators"],
  admin: ["becomes an admin", "become admins"],
}

/** "3 people become clinicians, 1 loses access"; null when nobody changes. */
export function effectWords({ becomes, lost }: RoleEffects): string | null {
  const verb = ([one, several]: [string, string], people: number) => (people === 1 ? one : several)
  const parts = [
    ...ROLES.map((role) => ({ people: becomes[role], does: verb(BECOMES[role], becomes[role]) })),
    { people: lost, does: verb(["loses access", "lose access"], lost) },
  ].filter(({ people }) => people > 0)
  const [first, ...others] = parts
  if (!first) return null
  const noun = first.people === 1 ? "person" : "people"
  const rest = others.map(({ people, does }) => `${people} ${does}`)
  return [`${first.people} ${noun} ${first.does}`, ...rest].join(", ")
}
