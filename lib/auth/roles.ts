import type { Role } from "@/db/enums"

/** A role of staff, or what acts without a person. */
type Actor = Role | "plugin" | "system" | "api"

/** Who may do what: read by the check that throws and by the screens that hide. */
const PERMISSIONS = {
  "patients.read": ["clinician", "coordinator", "admin"],
  "patients.set_zone": ["clinician", "coordinator", "admin"],
  "views.keep": ["clinician", "coordinator", "admin"],
  "notes.write": ["clinician", "coordinator", "admin"],
  "consent.record": ["clinician", "coordinator", "admin"],
  "consent.record_many": ["coordinator", "admin"],
  "doses.correct": ["clinician", "coordinator", "admin"],
  "regimens.edit": ["clinician", "coordinator", "admin"],
  "messages.send": ["coordinator", "admin"],
  "review.read": ["clinician", "coordinator", "admin"],
  "review.link": ["coordinator", "admin"],
  "review.dismiss": ["coordinator", "admin"],
  "review.retry": ["admin"],
  "review.quarantine": ["admin"],
  "tasks.handle": ["clinician", "coordinator", "admin"],
  "conversations.handle": ["clinician", "coordinator", "admin"],
  "templates.edit": ["admin"],
  "settings.manage": ["admin"],
  "api_tokens.manage": ["admin"],
  "exports.read": ["admin"],
  "fhir.read": ["api"],
  "replies.interpret": ["plugin", "system"],
  "messages.deliver": ["system"],
  "messages.schedule": ["system"],
  "tasks.open": ["system"],
  "doses.maintain": ["system"],
  "directory.sync": ["plugin", "system"],
  "connection.record": ["system"],
  "sessions.manage": ["clinician", "coordinator", "admin", "system"],
} as const satisfies Record<string, readonly Actor[]>

export type Permission = keyof typeof PERMISSIONS

export function can(who: Actor, permission: Permission): boolean {
  const allowed: readonly string[] = PERMISSIONS[permission]
  return allowed.includes(who)
}
