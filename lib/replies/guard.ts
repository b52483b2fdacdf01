import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"

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
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) {
    return { ok: false, status: 413 }
  }
  try {
    const text = await readText(request.body)
    return text === null ? { ok: false, status: 413 } : { ok: true, json: JSON.parse(text) }
  } catch {
    // Not JSON, or the sender hung up before its end.
    return { ok: false, status: 400 }
  }
}

/** Null when it is longer than allowed; the rest is then never read. */
async function readText(body: ReadableStream<Uint8Array> | null): Promise<string | null> {
  if (body === null) return ""
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks).toString("utf8")
    size += value.byteLength
    if (size > MAX_BODY_BYTES) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
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
