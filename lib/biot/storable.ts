/** BioT's envelope is 5 deep; Postgres refuses a few thousand, and so would the stack. */
const MAX_DEPTH = 64
const TOO_DEEP = "[nested too deep]"
const TOKEN = "[token]"
/** Shorter than any token: a `jwt` of "1" must not take every 1 out of the texts. */
const MIN_TOKEN_LENGTH = 32
const REPLACEMENT = "\uFFFD"
const NUL = "\u0000"

/**
 * A copy of a plugin call's JSON that may be stored: without its token wherever it stands, and with
 * what Postgres's jsonb refuses (NUL, lone surrogates, endless nesting) replaced by a mark.
 */
export function withoutToken(payload: unknown): unknown {
  if (!isObject(payload)) return clean(payload, "", 0)
  const { jwt, ...rest } = payload
  return clean(rest, typeof jwt === "string" ? jwt : "", 0)
}

function clean(value: unknown, token: string, depth: number): unknown {
  if (typeof value === "string") return cleanText(value, token)
  if (typeof value !== "object" || value === null) return value
  if (depth >= MAX_DEPTH) return TOO_DEEP
  if (Array.isArray(value)) return value.map((each) => clean(each, token, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      // Whoever copies this object with Object.assign must not get another prototype by it.
      .filter(([name]) => name !== "__proto__")
      .map(([name, each]) => [cleanText(name, token), clean(each, token, depth + 1)]),
  )
}

function cleanText(text: string, token: string): string {
  const freed = token.length < MIN_TOKEN_LENGTH ? text : text.replaceAll(token, TOKEN)
  return storableText(freed)
}

const ANY_SURROGATE = /[\uD800-\uDFFF]/

/** A text that Postgres takes: what it refuses is replaced by a mark. */
export function storableText(text: string): string {
  if (!text.includes(NUL) && !ANY_SURROGATE.test(text)) return text
  return text.replaceAll(NUL, REPLACEMENT).replace(/\p{Surrogate}/gu, REPLACEMENT)
}

/** JSON with the names of every object sorted, so that equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) =>
    isObject(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : each,
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
