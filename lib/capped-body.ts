import "server-only"

/**
 * A request's body as text, read no further than `maxBytes`; null when it is longer than that. Of one
 * that has not ended `withinMs` after its beginning it is what came until then.
 */
export async function readCapped(
  request: Request,
  maxBytes: number,
  withinMs?: number,
): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null
  if (request.body === null) return ""
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  const timer = withinMs === undefined ? undefined : setTimeout(() => reader.cancel(), withinMs)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return Buffer.concat(chunks).toString("utf8")
      size += value.byteLength
      if (size > maxBytes) {
        await reader.cancel()
        return null
      }
      chunks.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
}

/** A request's body as JSON; null for one that is too long or none. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  try {
    return JSON.parse((await readCapped(request, maxBytes)) ?? "null")
  } catch {
    return null
  }
}
