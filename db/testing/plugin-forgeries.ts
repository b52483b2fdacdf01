import type { TokenWish } from "./plugin-attacks"

const KIB = 1024

/** Tokens that really are signed, and are not BioT calling a plugin. */
export const FORGERIES: [string, TokenWish][] = [
  ["without a signature", { alg: "none" }],
  ["of HS512 keyed with the public key", { alg: "HS512" }],
  ["of RS256 by the right key", { alg: "RS256" }],
  ["of a key that BioT never published", { key: "unknown" }],
  ["without an expiry", { claims: { exp: null } }],
  ["with an expiry in words", { claims: { exp: "2099-01-01" } }],
  ["that has expired", { expiresInSeconds: -61 }],
  ["that expired long ago", { expiresInSeconds: -86_400 }],
  ["that is not valid yet", { claims: { nbf: Math.floor(Date.now() / 1_000) + 3_600 } }],
  ["of another scope", { claims: { scopes: ["PROTECTED_API"] } }],
  ["whose scope only begins so", { claims: { scopes: ["ACTION_NOTIFICATION_READ"] } }],
  ["whose scopes are a text", { claims: { scopes: "ACTION_NOTIFICATION" } }],
  ["without scopes", { claims: { scopes: null } }],
  ["of a person, with the scope", { claims: { tokenType: "USER", sub: "someone" } }],
  ["of a service", { claims: { tokenType: "SERVICE", scopes: ["PROTECTED_API"] } }],
  ["without a type", { claims: { tokenType: null } }],
]

/** What may stand in a token's place: nothing, anything, or pieces of a genuine and a forged one. */
export function brokenTokens(genuine: string, forged: string): unknown[] {
  const [head, claims, signature] = genuine.split(".")
  return [
    ...[undefined, null, "", 7, true, {}, [], [genuine], { token: genuine }, `Bearer ${genuine}`],
    ...[`${genuine}.`, ` ${genuine}`, genuine.slice(0, -4), `${head}.${claims}.`, "..", "a.b.c"],
    `${head}.${forged.split(".")[1]}.${signature}`,
    `${forged.split(".")[0]}.${claims}.${forged.split(".")[2]}`,
    "x".repeat(20 * KIB),
  ]
}

/** Bodies that are no JSON, made of one that is. */
export function brokenJson(sound: string): string[] {
  const cut = [sound.slice(0, -1), `${sound}}`, `${sound}\u0000`, "", " ", "{", "[1,", "NaN"]
  return [...cut, "undefined", "{'a':1}", "\uFEFF", "--"]
}

/** Bodies that are JSON and no object with a token, however genuine the token in them. */
export function misplacedTokens(sound: string, jwt: string): string[] {
  const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`
  const deepObject = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`
  const plain = ["[]", "null", "0", "true", deep, deepObject]
  return [`[${sound}]`, `["${jwt}"]`, `"${jwt}"`, ...plain, `{"__proto__":{"jwt":"${jwt}"}}`]
}

export function otherSecrets(secret: string): string[] {
  const near = [secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), ` ${secret}`]
  return ["", "undefined", "\u0000", "%00", "x".repeat(100_000), ...near]
}

export const OTHER_TYPES = [
  ...["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "text/json"],
  ...["multipart/form-data; boundary=x", "application/json-seq", ""],
]

/** A body of 10 MB that comes bit by bit, and how much of it was asked for. */
export function endlessBody() {
  const given = { chunks: 0 }
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      given.chunks += 1
      if (given.chunks > 625) return controller.close()
      controller.enqueue(new Uint8Array(16 * KIB).fill(0x20))
    },
  })
  return { body, given }
}

/** A body that begins and then neither goes on nor ends. */
export function stalledBody(text: string) {
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
  })
}
