import type { Role } from "@/db/enums"

/** Who may do what: read by the check that throws and by the screens that hide. */
const PERMISSIONS = {
  "patients.read": ["clinician", "coordinator", "admin"],
  "patients.set_zone": ["clinician", "coordinator", "admin"],
  "notes.write": ["clinician", "coordinator", "admin"],
  "doses.correct": ["clinician", "coordinator", "admin"],
  "messages.send": ["coordinator", "admin"],
  "review.read": ["clinician", "coordinator", "admin"],
  "review.link": ["coordinator", "admin"],
  "review.dismiss": ["coordinator", "admin"],
  "review.retry": ["admin"],
  "review.quarantine": ["admin"],
  "tasks.handle": ["clinician", "coordinator", "admin"],
  "settings.manage": ["admin"],
  "replies.interpret": ["plugin", "system"],
  "messages.deliver": ["system"],
  "doses.maintain": ["system"],
  "directory.sync": ["plugin", "system"],
  "connection.record": ["system"],
  "sessions.manage": ["clinician", "coordinator", "admin", "system"],
} as const satisfies Record<string, readonly (Role | "plugin" | "system")[]>

export type Permission = keyof typeof PERMISSIONS

export function can(who: Role | "plugin" | "system", permission: Permission): boolean {
  const allowed: readonly string[] = PERMISSIONS[permission]
  return allowed.includes(who)
}
