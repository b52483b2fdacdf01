import { z } from "zod"
import { roleMappingSchema } from "@/lib/auth/role-mapping-schema"

/** `seen` is the mapping that the admin had before their eyes. */
export const changeRolesSchema = z.strictObject({
  seen: roleMappingSchema,
  roles: roleMappingSchema,
})
export type ChangeRoles = z.infer<typeof changeRolesSchema>
