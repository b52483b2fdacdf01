import "server-only"
import { desc, eq } from "drizzle-orm"
import type { FhirResource } from "@/db/enums"
import { apiTokens, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { personName } from "@/lib/patients/person-name"
import type { Instant } from "@/lib/time"

const MOST_SHOWN = 200

export type ApiTokenRow = {
  id: string
  name: string
  /** The last characters. */
  hint: string
  scopes: FhirResource[]
  readsTexts: boolean
  createdBy: string
  createdAt: Instant
  expiresAt: Instant
  revokedAt: Instant | null
  lastUsedAt: Instant | null
  state: "alive" | "expired" | "revoked"
}

/** The organization's tokens, the newest first, without what would let anybody use one. */
export async function apiTokenRows(ctx: StaffContext, now: Instant): Promise<ApiTokenRow[]> {
  requirePermission(ctx, "api_tokens.manage")
  return readAs(ctx, async (tx) => {
    const rows = await tx
      .select({
        token: apiTokens,
        by: { firstName: staff.firstName, lastName: staff.lastName },
      })
      .from(apiTokens)
      .leftJoin(staff, eq(staff.id, apiTokens.createdBy))
      .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
      .limit(MOST_SHOWN)
    return rows.map(({ token, by }) => {
      const { id, name, hint, scopes, readsTexts, ...times } = token
      const { createdAt, expiresAt, revokedAt, lastUsedAt } = times
      return {
        ...{ id, name, hint, scopes, readsTexts, createdAt, expiresAt, revokedAt, lastUsedAt },
        createdBy: personName(by?.firstName, by?.lastName),
        state: revokedAt !== null ? "revoked" : expiresAt <= now ? "expired" : "alive",
      }
    })
  })
}
