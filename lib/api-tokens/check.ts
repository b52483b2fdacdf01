import "server-only"
import { timingSafeEqual } from "node:crypto"
import { and, eq } from "drizzle-orm"
import { apiTokens, organizations } from "@/db/schema"
import { type ApiContext, mintApiContext } from "@/lib/auth/context"
import { asSystem } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import { isToken, tokenHash } from "./token"

/**
 * The authority that the request's `Authorization: Bearer` gives, looked up on every request: null
 * for a token that is none, unknown, revoked or expired, or whose organization is inactive.
 */
export async function apiContextOf(request: Request, now: Instant): Promise<ApiContext | null> {
  const [, token] = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "") ?? []
  if (!token || !isToken(token)) return null
  const hash = tokenHash(token)
  const found = await asSystem(async (tx) => {
    const [row] = await tx
      .select({
        organizationId: apiTokens.organizationId,
        tokenId: apiTokens.id,
        hash: apiTokens.hash,
        scopes: apiTokens.scopes,
        readsTexts: apiTokens.readsTexts,
        expiresAt: apiTokens.expiresAt,
        revokedAt: apiTokens.revokedAt,
      })
      .from(apiTokens)
      .innerJoin(organizations, eq(organizations.id, apiTokens.organizationId))
      .where(and(eq(apiTokens.hash, hash), eq(organizations.isActive, true)))
    return row
  })
  if (!found || !timingSafeEqual(Buffer.from(found.hash), Buffer.from(hash))) return null
  if (found.revokedAt !== null || found.expiresAt <= now) return null
  const { organizationId, tokenId, scopes, readsTexts } = found
  return mintApiContext({ organizationId, tokenId, scopes, readsTexts, traceId: newId() })
}
