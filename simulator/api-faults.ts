import type { Context, MiddlewareHandler } from "hono"
import { accessDenied, BiotError, tokenNotValid } from "./biot-error"
import { SECOND_MS } from "./clock"
import { endpointOf } from "./endpoints"
import { API_FAULTS, type FaultKind, type Faults, takeFaults } from "./faults"
import type { World } from "./world"

export const ALREADY_ANSWERED = { headers: { "x-hono-already-sent": "true" } }

export const tooMany = () =>
  new BiotError(429, "TOO_MANY_REQUESTS", "More messages than the environment's rate allows")

const ERRORS: Partial<Record<FaultKind, () => BiotError>> = {
  error400: () => new BiotError(400, "BAD_REQUEST", "The request was refused"),
  tokenNotValid,
  accessDenied,
  error404: () => new BiotError(404, "NOT_FOUND", "No such thing"),
  error429: tooMany,
  error500: () => new BiotError(500, "INTERNAL_SERVER_ERROR", "Internal server error"),
  error504: () => new BiotError(504, "GATEWAY_TIMEOUT", "A service did not answer in time"),
}

/** Resolves when the caller gives up. */
export function untilHungUp(c: Context): Promise<void> {
  return new Promise((resolve) => {
    if (c.req.raw.signal.aborted) resolve()
    c.req.raw.signal.addEventListener("abort", () => resolve(), { once: true })
  })
}

export function resetConnection(c: Context): Response {
  c.env.outgoing.socket?.resetAndDestroy()
  return new Response(null, ALREADY_ANSWERED)
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}

/** What is answered instead of what the endpoint would say; null when it may speak for itself. */
async function answerInstead(c: Context, faults: Faults): Promise<Response | null> {
  if (faults.has("silent")) {
    await untilHungUp(c)
    return new Response(null, ALREADY_ANSWERED)
  }
  if (faults.has("reset")) return resetConnection(c)
  if (faults.has("notJson")) return c.html("<html><body>Service unavailable</body></html>", 200)
  if (faults.has("empty")) return c.json({}, 200)
  for (const [kind, error] of Object.entries(ERRORS)) {
    if (faults.has(kind as FaultKind)) throw error()
  }
  return null
}

/** The trouble that was asked for at an endpoint, before it or, if `accepted`, after it has acted. */
export function apiFaults(world: World): MiddlewareHandler {
  return async (c, next) => {
    const endpoint = endpointOf(c.req.method, c.req.path)
    if (!endpoint || world.faultCount === 0) return next()
    const faults = await takeFaults(world, { kinds: API_FAULTS, endpoint })
    if (faults.size === 0) return next()
    const slow = faults.get("slow")
    if (slow) await pause(slow.ms ?? SECOND_MS)
    if (slow && faults.size === 1) return next()
    if ([...faults.values()].some(({ accepted }) => accepted)) {
      await next()
      c.res = undefined
    }
    return (await answerInstead(c, faults)) ?? undefined
  }
}
