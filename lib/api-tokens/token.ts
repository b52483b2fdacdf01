import "server-only"
import { createHash, randomBytes } from "node:crypto"

const SECRET_BYTES = 32
const SHOWN_AT_THE_END = 4
/** The beginning tells scanners of leaked secrets, and people, what it is. */
const TOKEN = /^dsl_[A-Za-z0-9_-]{43}$/

export type NewToken = { token: string; hash: string; hint: string }

export function newToken(): NewToken {
  const token = `dsl_${randomBytes(SECRET_BYTES).toString("base64url")}`
  return { token, hash: tokenHash(token), hint: token.slice(-SHOWN_AT_THE_END) }
}

export const isToken = (text: string): boolean => TOKEN.test(text)

/** A token is random to its last bit, so one round is enough and no salt is needed. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}
