import { z } from "zod"
import {
  DEFAULT_ROLE_MAPPING,
  ROLE_CHOICES,
  type RoleMapping,
  ruleKey,
  STAFF_KINDS,
} from "./role-mapping"

const templateRule = z.strictObject({
  kind: z.enum(STAFF_KINDS),
  template: z.string().trim().min(1).max(200),
  choice: z.enum(ROLE_CHOICES),
})

/** Kept from the browser, whose policy refuses what zod tries there. */
export const roleMappingSchema: z.ZodType<RoleMapping, RoleMapping> = z.strictObject({
  defaults: z.strictObject({
    caregiver: z.enum(ROLE_CHOICES),
    "organization-user": z.enum(ROLE_CHOICES),
  }),
  templates: z
    .array(templateRule)
    .max(500)
    .refine((rules) => new Set(rules.map(ruleKey)).size === rules.length, {
      message: "A template may stand in the list once only.",
    }),
})

const stored = z.object({ roles: roleMappingSchema })

/**
 * What an organization's `settings` say about roles. Settings that nobody can read give the default
 * as a whole: half a mapping could give somebody more than anybody decided.
 */
export function roleMappingOf(settings: unknown): RoleMapping {
  const parsed = stored.safeParse(settings)
  return parsed.success ? parsed.data.roles : DEFAULT_ROLE_MAPPING
}
