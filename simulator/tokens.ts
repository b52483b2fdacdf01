import { createHmac, type KeyObject, sign, verify } from "node:crypto"
import { z } from "zod"
import type { SigningKey, SigningKeys } from "./signing-keys"

export const TOKEN_ALGORITHMS = ["RS512", "RS256", "HS512", "none"] as const
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number]

const claimsSchema = z.looseObject({
  exp: z.number(),
  scopes: z.array(z.string()),
  tokenType: z.string(),
  jti: z.string().optional(),
  sub: z.string().optional(),
  serviceUserId: z.string().optional(),
  tenantId: z.string().optional(),
  refreshTokenId: z.string().optional(),
})
export type TokenClaims = z.infer<typeof claimsSchema>

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")

function signatureOf(alg: TokenAlgorithm, data: string, key: SigningKey): Buffer {
  if (alg === "none") return Buffer.alloc(0)
  // The classic confusion: the public key taken for a shared secret.
  if (alg === "HS512") return createHmac("sha512", key.publicSpki).update(data).digest()
  return sign(alg === "RS512" ? "sha512" : "sha256", Buffer.from(data), key.privateKey)
}

/** A compact JWT whose header is `{"alg":…}` and nothing else, as BioT's are. */
export function signToken(claims: object, key: SigningKey, alg: TokenAlgorithm = "RS512"): string {
  const data = `${encode({ alg })}.${encode(claims)}`
  return `${data}.${signatureOf(alg, data, key).toString("base64url")}`
}

function verifies(data: string, signature: Buffer, key: KeyObject): boolean {
  return verify("sha512", Buffer.from(data), key, signature)
}

/** The claims of a genuine, unexpired RS512 token; null for any other text. */
export function verifyToken(token: string, keys: SigningKeys, now: number): TokenClaims | null {
  const [header, payload, signature, extra] = token.split(".")
  if (!header || !payload || !signature || extra !== undefined) return null
  try {
    if (JSON.parse(Buffer.from(header, "base64url").toString()).alg !== "RS512") return null
    const bytes = Buffer.from(signature, "base64url")
    const data = `${header}.${payload}`
    const genuine =
      verifies(data, bytes, keys.current.publicKey) ||
      (keys.previous !== null && verifies(data, bytes, keys.previous.publicKey))
    if (!genuine) return null
    const parsed = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()))
    if (!parsed.success || parsed.data.exp * 1000 <= now) return null
    return parsed.data
  } catch {
    return null
  }
}
