import "server-only"
import { AppError } from "@/lib/errors"
import type { StaffContext } from "./context"
import { can, type Permission } from "./roles"

/** For reads that not every role may make; writes ask the database itself. Throws `forbidden`. */
export function requirePermission(ctx: StaffContext, permission: Permission): void {
  if (!can(ctx.role, permission)) throw new AppError("forbidden", "Your role does not allow this.")
}
