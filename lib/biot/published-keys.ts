import "server-only"
import { createHash } from "node:crypto"
import { z } from "zod"
import { optionalText } from "./fields"
import { callBiot } from "./http"

const keysSchema = z.object({ publicKey: z.string(), previousPublicKey: optionalText })

/** SHA-256, in hex, of the keys that BioT publishes now, the current one first. Throws `BiotError`. */
export async function publishedFingerprints(): Promise<string[]> {
  const answer = await callBiot({
    method: "GET",
    path: "/ums/v1/security/public-key",
    answer: keysSchema,
  })
  return [answer.publicKey, answer.previousPublicKey].flatMap((base64) => {
    if (!base64) return []
    const der = Buffer.from(base64.replace(/-----[^-]+-----|\s/g, ""), "base64")
    return [createHash("sha256").update(der).digest("hex")]
  })
}
