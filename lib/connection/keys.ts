import "server-only"
import { createHash, type KeyObject } from "node:crypto"
import { desc, sql } from "drizzle-orm"
import { biotKeys } from "@/db/schema"
import { asSystem } from "@/lib/auth/unit-of-work"
import { publishedKeys } from "@/lib/biot/published-keys"
import type { Instant } from "@/lib/time"

const SHOWN = 6

export type SeenKey = { fingerprint: string; firstSeenAt: Instant; lastSeenAt: Instant }

/** Keeps which keys BioT publishes at `now`, so that their age can be told. Throws `BiotError`. */
export async function watchKeys(now: Instant): Promise<number> {
  const keys = await publishedKeys()
  // The current one comes first in BioT's answer; of keys seen at once it is the newer.
  const rows = keys.toReversed().map((key, n) => ({
    ...{ fingerprint: fingerprintOf(key), firstSeenAt: now + n, lastSeenAt: now },
  }))
  if (rows.length === 0) return 0
  await asSystem((tx) =>
    tx
      .insert(biotKeys)
      .values(rows)
      .onConflictDoUpdate({
        target: biotKeys.fingerprint,
        set: { lastSeenAt: sql`greatest(biot_keys.last_seen_at, excluded.last_seen_at)` },
      }),
  )
  return rows.length
}

/** The keys that BioT signed with, as far as this portal saw them, the newest first. */
export async function seenKeys(): Promise<SeenKey[]> {
  return asSystem((tx) =>
    tx.select().from(biotKeys).orderBy(desc(biotKeys.firstSeenAt)).limit(SHOWN),
  )
}

/** SHA-256 of the key's SPKI, in hex. */
function fingerprintOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("hex")
}
