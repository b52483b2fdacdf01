import "server-only"
import type { KeyObject } from "node:crypto"
import { errors, jwtVerify } from "jose"
import { z } from "zod"
import { publicKeys, renewedPublicKeys } from "./public-key"

const ALGORITHM = "RS512"
const SCOPE = "ACTION_NOTIFICATION"
const TOKEN_TYPE = "SERVICE_INTERNAL"
const TOLERANCE_S = 60
const MAX_LENGTH = 16 * 1024

export type TokenRefusal =
  | "missing"
  | "malformed"
  | "wrong_algorithm"
  | "bad_signature"
  | "expired"
  | "wrong_scope"
  | "wrong_token_type"
  /** BioT's key could not be had, so nobody can tell: answer 503, not 401. */
  | "key_unavailable"
export type TokenVerdict = { ok: true } | { ok: false; reason: TokenRefusal }

const claimsSchema = z.object({
  scopes: z.array(z.unknown()),
  tokenType: z.unknown().optional(),
})

/**
 * Whether a plugin call's `jwt` is BioT's own: RS512 and nothing else, not expired, made for calling
 * plugins. The same key signs people's tokens, so the scope matters. Source: design 2-biot, The token.
 */
export async function verifyPluginToken(jwt: unknown): Promise<TokenVerdict> {
  if (jwt === undefined || jwt === null || jwt === "") return refuse("missing")
  if (typeof jwt !== "string" || jwt.length > MAX_LENGTH) return refuse("malformed")
  const keys = await publicKeys()
  if (keys.length === 0) return refuse("key_unavailable")
  const verdict = await verifyWithAny(jwt, keys)
  if (verdict.ok || verdict.reason !== "bad_signature") return verdict
  const renewed = await renewedPublicKeys(keys)
  return renewed ? verifyWithAny(jwt, renewed) : verdict
}

async function verifyWithAny(jwt: string, keys: readonly KeyObject[]): Promise<TokenVerdict> {
  let verdict: TokenVerdict = refuse("bad_signature")
  for (const key of keys) {
    verdict = await verifyWith(jwt, key)
    if (verdict.ok || verdict.reason !== "bad_signature") return verdict
  }
  return verdict
}

async function verifyWith(jwt: string, key: KeyObject): Promise<TokenVerdict> {
  try {
    const { payload } = await jwtVerify(jwt, key, {
      algorithms: [ALGORITHM],
      requiredClaims: ["exp"],
      clockTolerance: TOLERANCE_S,
    })
    const claims = claimsSchema.safeParse(payload).data
    if (!claims?.scopes.includes(SCOPE)) return refuse("wrong_scope")
    return claims.tokenType === TOKEN_TYPE ? { ok: true } : refuse("wrong_token_type")
  } catch (error) {
    return refuse(refusalOf(error))
  }
}

function refusalOf(error: unknown): TokenRefusal {
  if (error instanceof errors.JWSSignatureVerificationFailed) return "bad_signature"
  if (error instanceof errors.JOSEAlgNotAllowed) return "wrong_algorithm"
  if (error instanceof errors.JWTExpired) return "expired"
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "exp") return "expired"
  return "malformed"
}

function refuse(reason: TokenRefusal): { ok: false; reason: TokenRefusal } {
  return { ok: false, reason }
}
