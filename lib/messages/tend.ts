import "server-only"
import { and, eq, lte } from "drizzle-orm"
import { messages } from "@/db/schema"
import { mintSystemContext } from "@/lib/auth/context"
import { asSystem } from "@/lib/auth/unit-of-work"
import { grouped } from "@/lib/grouped"
import { newId } from "@/lib/id"
import { rematchAfterSends } from "@/lib/replies/rematch"
import { type Instant, MINUTE_MS } from "@/lib/time"
import type { SendOutcome } from "./outcome"
import { recordSends } from "./record"

/** After so long nobody is still waiting for BioT's answer: the claimer died. */
export const STALE_SENDING_MS = 2 * MINUTE_MS
const PAGE = 200
/** So many pages a run at most; the rest waits a minute. */
const MOST_PAGES = 50

/** Marks as unknown what was claimed and never recorded. It may have gone out: never sent again. */
export async function giveUpStale(now: Instant): Promise<number> {
  const isStale = and(
    eq(messages.state, "sending"),
    lte(messages.claimedAt, now - STALE_SENDING_MS),
  )
  return settle(isStale, { kind: "unknown", reason: "sender_died" }, now)
}

/** Ends what is still queued when its doses can no longer be taken. */
export async function expireQueued(now: Instant): Promise<number> {
  const isOver = and(eq(messages.state, "queued"), lte(messages.expiresAt, now))
  return settle(isOver, { kind: "expired" }, now)
}

async function settle(
  condition: ReturnType<typeof and>,
  outcome: SendOutcome,
  now: Instant,
): Promise<number> {
  let settled = 0
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await settlePage(condition, outcome, now)
    settled += found
    if (found < PAGE) break
  }
  return settled
}

async function settlePage(
  condition: ReturnType<typeof and>,
  outcome: SendOutcome,
  now: Instant,
): Promise<number> {
  const found = await asSystem((tx) =>
    tx
      .select({
        organizationId: messages.organizationId,
        messageId: messages.id,
        patientId: messages.patientId,
      })
      .from(messages)
      .where(condition)
      .limit(PAGE),
  )
  for (const [organizationId, own] of grouped(found, (each) => each.organizationId)) {
    const ctx = mintSystemContext(organizationId, "tend-queue", newId())
    const records = own.map(({ messageId, patientId }) => ({ messageId, patientId, outcome }))
    const recorded = await recordSends(ctx, records, now)
    const messageIds = own.flatMap(({ messageId }, n) =>
      recorded[n]?.state === "unknown" ? messageId : [],
    )
    await rematchAfterSends(ctx, { messageIds })
  }
  return found.length
}
