import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import { readCapped } from "@/lib/capped-body"
import { SECOND_MS } from "@/lib/time"

const MAX_BODY_BYTES = 64 * 1024
/** A body that never ends must not keep its memory and its connection for ever. */
const MAX_BODY_MS = 20 * SECOND_MS

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

const refusals = new Map<string, number>()

/** Counts a call that was turned away, by its reason; nothing else of it is kept. */
export function countRefusal(reason: string): void {
  refusals.set(reason, (refusals.get(reason) ?? 0) + 1)
}

/** Calls turned away since this process began, by reason. */
export function refusedCalls(): Record<string, number> {
  return Object.fromEntries(refusals)
}
