import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import { readCapped } from "@/lib/capped-body"
import { log } from "@/lib/log"
import { SECOND_MS } from "@/lib/time"

const MAX_BODY_BYTES = 64 * 1024
/** A body that never ends must not keep its memory and its connection for ever. */
const MAX_BODY_MS = 20 * SECOND_MS
/** So many bodies at most are in memory: 64 MiB. Only who knows the secret takes one's place. */
const MOST_AT_ONCE = 1_000

export type GuardedBody = { ok: true; json: unknown } | { ok: false; status: 400 | 413 | 415 }

/** Whether the path names our secret; takes the same time however much of it is right. */
export function isSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

/** Reads a request's JSON, never more than 64 KiB of it and never longer than 20 s. */
export async function readGuarded(request: Request): Promise<GuardedBody> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (type !== "application/json") return { ok: false, status: 415 }
  try {
    const text = await readCapped(request, MAX_BODY_BYTES, MAX_BODY_MS)
    return text === null ? { ok: false, status: 413 } : { ok: true, json: JSON.parse(text) }
  } catch {
    // Not JSON, or the sender hung up before its end.
    return { ok: false, status: 400 }
  }
}

let inside = 0

/**
 * Runs `work` unless too many calls are under way in this process; null then, and nothing was
 * read. The refusal is logged, for BioT sends no call twice.
 */
export async function admitted<T>(work: () => Promise<T>): Promise<T | null> {
  if (inside >= MOST_AT_ONCE) {
    log.warn({ underWay: inside }, "a plugin call was turned away: too many at once")
    return null
  }
  inside += 1
  try {
    return await work()
  } finally {
    inside -= 1
  }
}
