import "server-only"
import { createPublicKey, type KeyObject } from "node:crypto"
import { z } from "zod"
import { SECOND_MS } from "@/lib/time"
import { optionalText } from "./fields"
import { callBiot } from "./http"

const FETCH_TIMEOUT_MS = 5 * SECOND_MS

const keysSchema = z.object({ publicKey: z.string(), previousPublicKey: optionalText })

/** The RSA keys that BioT publishes now, the current one first. Throws `BiotError`. */
export async function publishedKeys(): Promise<KeyObject[]> {
  const answer = await callBiot({
    method: "GET",
    path: "/ums/v1/security/public-key",
    answer: keysSchema,
    timeoutMs: FETCH_TIMEOUT_MS,
  })
  return [answer.publicKey, answer.previousPublicKey].flatMap(keyOf)
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
