import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import { readCapped } from "@/lib/capped-body"

const MAX_BODY_BYTES = 64 * 1024

export type GuardedBody = { ok: true; json: unknown } | { ok: false; status: 400 | 413 | 415 }

/** Whether the path names our secret; takes the same time however much of it is right. */
export function isSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

/** Reads a request's JSON, never more than 64 KiB of it. */
export async function readGuarded(request: Request): Promise<GuardedBody> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (type !== "application/json") return { ok: false, status: 415 }
  try {
    const text = await readCapped(request, MAX_BODY_BYTES)
    return text === null ? { ok: false, status: 413 } : { ok: true, json: JSON.parse(text) }
  } catch {
    // Not JSON, or the sender hung up before its end.
    return { ok: false, status: 400 }
  }
}
