import "server-only"
import { createPublicKey, type KeyObject } from "node:crypto"
import { z } from "zod"
import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"
import { BiotError } from "./error"
import { optionalText } from "./fields"
import { callBiot } from "./http"

const FETCH_TIMEOUT_MS = 5 * SECOND_MS
const REFETCH_AFTER_MS = MINUTE_MS
/** How long a caller without any key waits before it may ask BioT again. */
const RETRY_AFTER_MS = 2 * SECOND_MS

const keysSchema = z.object({ publicKey: z.string(), previousPublicKey: optionalText })

let keys: readonly KeyObject[] | undefined
let askedAt: Instant | undefined
let inFlight: Promise<void> | undefined

/** BioT's signing key and its previous one; none when BioT never could be asked. */
export async function publicKeys(): Promise<readonly KeyObject[]> {
  if (!keys) await fetchAtMostEvery(RETRY_AFTER_MS)
  return keys ?? []
}

/**
 * The keys again after a signature matched none of `tried`, asked at most once a minute: otherwise
 * whoever sends forgeries would decide how often BioT is called. Null when they are still the same;
 * another call may have fetched new ones while this one was being verified.
 */
export async function renewedPublicKeys(
  tried: readonly KeyObject[],
): Promise<readonly KeyObject[] | null> {
  if (keys === tried) await fetchAtMostEvery(REFETCH_AFTER_MS)
  return keys && keys !== tried ? keys : null
}

async function fetchAtMostEvery(interval: number): Promise<void> {
  const now = Date.now()
  if (!inFlight && (askedAt === undefined || now - askedAt >= interval)) {
    askedAt = now
    inFlight = fetchKeys().finally(() => {
      inFlight = undefined
    })
  }
  await inFlight
}

async function fetchKeys(): Promise<void> {
  try {
    const answer = await callBiot({
      method: "GET",
      path: "/ums/v1/security/public-key",
      answer: keysSchema,
      timeoutMs: FETCH_TIMEOUT_MS,
    })
    const found = [answer.publicKey, answer.previousPublicKey].flatMap(keyOf)
    if (found.length > 0 && !isSame(found, keys ?? [])) keys = found
  } catch (error) {
    // The keys we hold stay good; without any, the caller learns that it has none.
    if (!(error instanceof BiotError)) throw error
  }
}

function keyOf(base64: string | null): KeyObject[] {
  if (!base64) return []
  const der = Buffer.from(base64.replace(/-----[^-]+-----|\s/g, ""), "base64")
  try {
    const key = createPublicKey({ key: der, format: "der", type: "spki" })
    return key.asymmetricKeyType === "rsa" ? [key] : []
  } catch {
    return []
  }
}

function isSame(some: readonly KeyObject[], others: readonly KeyObject[]): boolean {
  return some.length === others.length && some.every((key, n) => others[n] && key.equals(others[n]))
}

/** Forgets the keys, as a restart would. */
export function forgetPublicKeys(): void {
  keys = undefined
  askedAt = undefined
}
