import type { Context } from "hono"
import { accessDenied, tokenNotValid } from "./biot-error"
import { findEntity, type StoredEntity } from "./entities"
import { type TokenClaims, verifyToken } from "./tokens"
import type { World } from "./world"

/** The claims of the caller, or 401 for a token that is not genuine, 403 without the scope. */
export function requireScope(world: World, c: Context, scope: string): TokenClaims {
  const [scheme, token] = (c.req.header("authorization") ?? "").split(" ")
  if (scheme?.toLowerCase() !== "bearer" || !token) throw tokenNotValid()
  const claims = verifyToken(token, world.keys, Date.now())
  if (!claims) throw tokenNotValid()
  // A permission that is withdrawn ends at once, also for tokens that were made before.
  const withdrawn: readonly string[] = claims.sub ? [] : world.settings.withdrawnScopes
  if (!claims.scopes.includes(scope) || withdrawn.includes(scope)) throw accessDenied()
  return claims
}

/** The signed-in person; null for a service user. */
export async function callerOf(world: World, claims: TokenClaims): Promise<StoredEntity | null> {
  if (!claims.sub) return null
  const person = await findEntity(world.pool, claims.sub)
  if (!person || person.entity._enabled === "DISABLED") throw tokenNotValid()
  return person
}
