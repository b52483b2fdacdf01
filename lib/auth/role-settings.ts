import "server-only"
import type { Transaction } from "@/db/client"
import { organizations } from "@/db/schema"
import type { RoleMapping } from "./role-mapping"
import { roleMappingOf } from "./role-mapping-schema"

/**
 * The mapping of the transaction's organization. `share` keeps it from changing until the
 * transaction ends, so that nobody is saved by a mapping that is gone; `no key update` is for who
 * changes it.
 */
export async function readRoleMapping(
  tx: Transaction,
  lock: "share" | "no key update",
): Promise<RoleMapping> {
  const [row] = await tx.select({ settings: organizations.settings }).from(organizations).for(lock)
  return roleMappingOf(row?.settings)
}
