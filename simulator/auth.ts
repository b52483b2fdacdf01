import type { Context } from "hono"
import { accessDenied, tokenNotValid } from "./biot-error"
import { findEntity, type StoredEntity } from "./entities"
import { type TokenClaims, verifyToken } from "./tokens"
import type { World } from "./world"

export const SERVICE_SCOPES = [
  "PROTECTED_API",
  "NOTIFICATION_SEND_SMS",
  "NOTIFICATION_CONFIGURATION_GET_SMS_PROVIDER_CONFIGURATION",
  "DISPATCHER_SUBSCRIPTIONS_SUBSCRIBE",
  "DISPATCHER_SUBSCRIPTIONS_UNSUBSCRIBE",
  "DISPATCHER_SUBSCRIPTIONS_SEARCH",
]

/** The claims of the caller, or 401 for a token that is not genuine, 403 without the scope. */
export function requireScope(world: World, c: Context, scope: string): TokenClaims {
  const [scheme, token] = (c.req.header("authorization") ?? "").split(" ")
  if (scheme?.toLowerCase() !== "bearer" || !token) throw tokenNotValid()
  const claims = verifyToken(token, world.keys, Date.now())
  if (!claims) throw tokenNotValid()
  if (!claims.scopes.includes(scope)) throw accessDenied()
  return claims
}

/** The signed-in person; null for a service user. */
export async function callerOf(world: World, claims: TokenClaims): Promise<StoredEntity | null> {
  if (!claims.sub) return null
  const person = await findEntity(world.pool, claims.sub)
  if (!person || person.entity._enabled === "DISABLED") throw tokenNotValid()
  return person
}
