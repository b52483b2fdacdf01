import "server-only"
import { createHmac } from "node:crypto"
import { z } from "zod"
import { newId } from "@/lib/id"
import { SECOND_MS } from "@/lib/time"

const TIMEOUT_MS = 5 * SECOND_MS
const nonceSchema = z.object({ selfTest: z.guid() })

/** What a call to the public address found there. `ms` is the time of one whole call. */
export type EndpointTest =
  | { ok: true; ms: number }
  | { ok: false; reason: "unreachable" | "timeout" | "certificate" | "redirected" | "other" }

/**
 * The proof that answers a self-test, which carries no token and is no call of BioT; null for any
 * other body. Only this portal can make it, so that no proxy's page is taken for the endpoint.
 */
export function selfTestProof(body: unknown, secret: string): string | null {
  const nonce = nonceSchema.safeParse(body).data?.selfTest
  return nonce ? proofOf(nonce, secret) : null
}

/** Calls our own endpoint the way that BioT must: over the public address. Never throws. */
export async function testEndpoint(url: string, secret: string): Promise<EndpointTest> {
  const nonce = newId()
  const startedAt = performance.now()
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ selfTest: nonce }),
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (response.status >= 300 && response.status < 400) return { ok: false, reason: "redirected" }
    const answer = answerSchema.safeParse(await response.json().catch(() => null)).data
    if (answer?.proof !== proofOf(nonce, secret)) return { ok: false, reason: "other" }
    return { ok: true, ms: Math.round(performance.now() - startedAt) }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}

const answerSchema = z.object({ proof: z.string() })

const proofOf = (nonce: string, secret: string) =>
  createHmac("sha256", secret).update(`self-test ${nonce}`).digest("hex")

function reasonOf(error: unknown): "unreachable" | "timeout" | "certificate" {
  if (error instanceof DOMException && error.name === "TimeoutError") return "timeout"
  const cause = error instanceof Error ? error.cause : null
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
  return /CERT|SELF_SIGNED|SIGNATURE|ERR_TLS|ERR_SSL/.test(code) ? "certificate" : "unreachable"
}
