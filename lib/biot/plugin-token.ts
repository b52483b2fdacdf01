import "server-only"
import type { KeyObject } from "node:crypto"
import { decodeJwt, errors, jwtVerify } from "jose"
import { z } from "zod"
import { type Instant, SECOND_MS } from "@/lib/time"
import { firstKeys, newerKeys, publicKeys } from "./public-key"

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
  /** BioT's key could not be had, or not yet, so nobody can tell: answer 503, not 401. */
  | "key_unavailable"
export type TokenVerdict = { ok: true } | { ok: false; reason: TokenRefusal }

const claimsSchema = z.object({
  scopes: z.array(z.unknown()),
  tokenType: z.unknown().optional(),
})

/**
 * Whether a plugin call's `jwt` is BioT's own: RS512 and nothing else, not expired, made for calling
 * plugins. The same key signs people's tokens, so the scope matters. Source: design 2-biot, The token.
 * A token that only a key we do not hold yet could make good is decided up to a minute later.
 */
export async function verifyPluginToken(jwt: unknown): Promise<TokenVerdict> {
  if (jwt === undefined || jwt === null || jwt === "") return refuse("missing")
  if (typeof jwt !== "string" || jwt.length > MAX_LENGTH) return refuse("malformed")
  const cameAt = Date.now()
  // What no key could make good waits for none.
  let keys = mayBeGenuine(jwt) ? await firstKeys(cameAt) : await publicKeys()
  if (keys.length === 0) return refuse("key_unavailable")
  for (;;) {
    const verdict = await verifyWithAny(jwt, keys, cameAt)
    if (verdict.ok || verdict.reason !== "bad_signature" || !mayBeGenuine(jwt)) return verdict
    const newer = await newerKeys(keys, cameAt)
    if (newer.result === "none") return verdict
    if (newer.result !== "newer") return refuse("key_unavailable")
    keys = newer.keys
  }
}

/** Of RSA keys of 2048, 3072 and 4096 bits. */
const SIGNATURE_BYTES = [256, 384, 512]

/**
 * Whether some key could make this token good: only such a one may have BioT asked for its keys. The
 * claims are not proven by this; they only spare BioT and us what no key would change.
 */
function mayBeGenuine(jwt: string): boolean {
  const signature = Buffer.from(jwt.slice(jwt.lastIndexOf(".") + 1), "base64url")
  if (!SIGNATURE_BYTES.includes(signature.length)) return false
  try {
    const { exp, ...claims } = decodeJwt(jwt)
    const isAlive = exp !== undefined && exp + TOLERANCE_S > Date.now() / SECOND_MS
    return isAlive && refusalOfClaims(claims) === null
  } catch {
    return false
  }
}

async function verifyWithAny(
  jwt: string,
  keys: readonly KeyObject[],
  cameAt: Instant,
): Promise<TokenVerdict> {
  let verdict: TokenVerdict = refuse("bad_signature")
  for (const key of keys) {
    verdict = await verifyWith(jwt, key, cameAt)
    if (verdict.ok || verdict.reason !== "bad_signature") return verdict
  }
  return verdict
}

async function verifyWith(jwt: string, key: KeyObject, cameAt: Instant): Promise<TokenVerdict> {
  try {
    const { payload } = await jwtVerify(jwt, key, {
      algorithms: [ALGORITHM],
      requiredClaims: ["exp"],
      clockTolerance: TOLERANCE_S,
      // It may have expired while it waited for the key.
      currentDate: new Date(cameAt),
    })
    const refusal = refusalOfClaims(payload)
    return refusal ? refuse(refusal) : { ok: true }
  } catch (error) {
    return refuse(refusalOf(error))
  }
}

function refusalOfClaims(payload: object): "wrong_scope" | "wrong_token_type" | null {
  const claims = claimsSchema.safeParse(payload).data
  if (!claims?.scopes.includes(SCOPE)) return "wrong_scope"
  return claims.tokenType === TOKEN_TYPE ? null : "wrong_token_type"
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
