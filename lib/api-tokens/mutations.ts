import "server-only"
import { and, count, eq, gt, isNull } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { apiTokens } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { DAY_MS } from "@/lib/time"
import {
  type MakeToken,
  MOST_TOKENS,
  makeTokenSchema,
  type RevokeToken,
  revokeTokenSchema,
} from "./schema"
import { newToken } from "./token"

const PERMISSION = "api_tokens.manage"

/**
 * Makes a token for reading; its text is in this answer and nowhere else. Throws `conflict` for an id
 * that was used, or when as many as may be are alive.
 */
export async function makeToken(
  ctx: StaffContext,
  input: MakeToken,
): Promise<{ tokenId: string; token: string }> {
  const { tokenId, name, scopes, readsTexts, days } = makeTokenSchema.parse(input)
  const { token, hash, hint } = newToken()
  return writeAs(ctx, PERMISSION, async (tx, { audit, publish }) => {
    publish("settings")
    await refuseTooMany(tx)
    const { organizationId, staffId: createdBy } = ctx
    const expiresAt = Date.now() + days * DAY_MS
    const made = await tx
      .insert(apiTokens)
      .values({
        ...{ organizationId, id: tokenId, name, hash, hint },
        ...{ scopes, readsTexts, createdBy, expiresAt },
      })
      .onConflictDoNothing()
      .returning({ id: apiTokens.id })
    if (made.length === 0) {
      throw new AppError(
        "conflict",
        "This token was made already, and its text is shown only once. If you did not see it, revoke it and make another.",
      )
    }
    await audit(entryOf("made", tokenId, { scopes, readsTexts, days }))
    return { tokenId, token }
  })
}

/** Ends a token at once. Throws `not_found`, and `conflict` when somebody was first. */
export async function revokeToken(
  ctx: StaffContext,
  input: RevokeToken,
): Promise<{ tokenId: string }> {
  const { tokenId } = revokeTokenSchema.parse(input)
  return writeAs(ctx, PERMISSION, async (tx, { audit, publish }) => {
    publish("settings")
    const ended = await tx
      .update(apiTokens)
      .set({ revokedAt: Date.now(), revokedBy: ctx.staffId })
      .where(and(eq(apiTokens.id, tokenId), isNull(apiTokens.revokedAt)))
      .returning({ id: apiTokens.id })
    if (ended.length === 0) await refuseRevoked(tx, tokenId)
    await audit(entryOf("revoked", tokenId, {}))
    return { tokenId }
  })
}

async function refuseTooMany(tx: Transaction): Promise<void> {
  const [alive] = await tx
    .select({ n: count() })
    .from(apiTokens)
    .where(and(isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, Date.now())))
  if ((alive?.n ?? 0) < MOST_TOKENS) return
  throw new AppError(
    "conflict",
    `There are ${MOST_TOKENS} tokens, as many as may be. Revoke one that nobody uses.`,
  )
}

async function refuseRevoked(tx: Transaction, tokenId: string): Promise<never> {
  const [found] = await tx
    .select({ id: apiTokens.id })
    .from(apiTokens)
    .where(eq(apiTokens.id, tokenId))
  if (!found) throw new AppError("not_found", "There is no such token in your organization.")
  throw new AppError("conflict", "This token is revoked already.")
}

const entryOf = (
  what: "made" | "revoked",
  subjectId: string,
  details: Record<string, unknown>,
) => ({
  verb: `api_token.${what}`,
  subjectKind: "api_token",
  subjectId,
  details,
})
