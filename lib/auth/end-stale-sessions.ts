import "server-only"
import { and, asc, isNull, lt, or } from "drizzle-orm"
import { sessions } from "@/db/schema"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import { mintSystemContext } from "./context"
import { handBack, handBackLeft } from "./hand-back"
import { ABSOLUTE_LIFETIME_MS, IDLE_LIFETIME_MS } from "./lifetimes"
import { closeSession } from "./sign-out"
import { asSystem, writeAs } from "./unit-of-work"

const MOST_AT_ONCE = 200

/**
 * Ends sessions that nobody may use any more because they were idle or took too long, and hands back
 * the refresh tokens that BioT could not be told of before. Returns how many of both.
 */
export async function endStaleSessions(now: Instant): Promise<number> {
  const [idleSince, tooOld] = [now - IDLE_LIFETIME_MS, now - ABSOLUTE_LIFETIME_MS]
  const { organizationId, id, staffId, seenAt } = sessions
  const stale = await asSystem((tx) =>
    tx
      .select({ organizationId, sessionId: id, staffId, seenAt })
      .from(sessions)
      .where(
        and(
          isNull(sessions.endedAt),
          or(lt(sessions.seenAt, idleSince), lt(sessions.startedAt, tooOld)),
        ),
      )
      .orderBy(asc(sessions.seenAt))
      .limit(MOST_AT_ONCE),
  )
  for (const each of stale) {
    const ctx = mintSystemContext(each.organizationId, "end-stale-sessions", newId())
    const reason = each.seenAt < idleSince ? "idle" : "too_long"
    const sealed = await writeAs(ctx, "sessions.manage", (tx, work) =>
      closeSession(tx, work, { ...each, verb: "session_ended", reason }),
    )
    if (sealed) await handBack(each, sealed)
  }
  return stale.length + (await handBackLeft(now))
}
