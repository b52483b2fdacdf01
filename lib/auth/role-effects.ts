import type { Role } from "@/db/enums"
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

const LOCK_OUTS = {
  noAdmin: "Nobody would be an admin any more. Keep at least one template as admin.",
  notYou: "You would no longer be an admin yourself. Ask another admin to make this change.",
}

export type LockOut = { reason: keyof typeof LOCK_OUTS; sentence: string }

/** Why an admin may not save a mapping; null when they may. */
export function lockOut(
  effects: RoleEffects,
  self: { kind: StaffKind; template: string | null },
  mapping: RoleMapping,
): LockOut | null {
  if (effects.adminsLeft === 0) return lockedOut("noAdmin")
  return roleOf(self.kind, self.template, mapping) === "admin" ? null : lockedOut("notYou")
}

const lockedOut = (reason: LockOut["reason"]) => ({ reason, sentence: LOCK_OUTS[reason] })
