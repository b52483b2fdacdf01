import "server-only"
import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm"
import { sessions } from "@/db/schema"
import { logout } from "@/lib/biot/people"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import { DAY_MS, type Instant, MINUTE_MS } from "@/lib/time"
import { mintSystemContext, type SystemContext } from "./context"
import { unseal } from "./seal"
import { asSystem, readAs, writeAs } from "./unit-of-work"

const MOST_AT_ONCE = 200
const AGAIN_AFTER_MS = 10 * MINUTE_MS
/** Then the token is dropped, whatever BioT made of it. */
const GIVE_UP_AFTER_MS = DAY_MS
/** So many without an answer, and BioT is away: the others wait for the next time. */
const MOST_UNANSWERED = 3

/** Until when whoever ended a session has BioT's answer themselves; the job comes after. */
export const HAND_BACK_AT = sql`now() + interval '2 minutes'`

type Ended = { organizationId: string; sessionId: string; staffId: string }

/**
 * Ends, at BioT, the session whose refresh token was kept sealed; whether BioT confirmed it. A token
 * that BioT could not be told of stays with the ended session for `handBackLeft`.
 */
export async function handBack(ended: Ended, sealed: string): Promise<boolean> {
  return (await tellBiot(contextOf(ended), ended, sealed)) === "ended"
}

/** Hands back what is left of sessions that ended while BioT was away. Returns how many. */
export async function handBackLeft(now: Instant): Promise<number> {
  let [done, unanswered] = [0, 0]
  for (const each of await leftOver(now)) {
    const ctx = contextOf(each)
    const sealed = await claim(ctx, each, now)
    if (sealed === null) continue
    if (each.endedAt !== null && each.endedAt <= now - GIVE_UP_AFTER_MS) {
      await forget(ctx, each, sealed, "given_up")
      continue
    }
    const outcome = await tellBiot(ctx, each, sealed)
    if (outcome !== "unavailable") done += 1
    else unanswered += 1
    if (unanswered >= MOST_UNANSWERED) break
  }
  return done
}

type Left = Ended & { endedAt: Instant | null; dueAt: Instant | null }

function leftOver(now: Instant): Promise<Left[]> {
  const { organizationId, id, staffId, endedAt, biotRenewAt } = sessions
  return asSystem((tx) =>
    tx
      .select({ organizationId, sessionId: id, staffId, endedAt, dueAt: biotRenewAt })
      .from(sessions)
      .where(and(isNotNull(endedAt), lte(biotRenewAt, now)))
      .orderBy(asc(biotRenewAt))
      .limit(MOST_AT_ONCE),
  )
}

async function claim(ctx: SystemContext, left: Left, now: Instant): Promise<string | null> {
  if (left.dueAt === null) return null
  const mine = and(eq(sessions.id, left.sessionId), eq(sessions.biotRenewAt, left.dueAt))
  const [row] = await readAs(ctx, (tx) =>
    tx
      .update(sessions)
      .set({ biotRenewAt: now + AGAIN_AFTER_MS })
      .where(mine)
      .returning({ sealed: sessions.refreshTokenSealed }),
  )
  return row?.sealed ?? null
}

async function tellBiot(ctx: SystemContext, ended: Ended, sealed: string) {
  const token = unseal(sealed, "refresh token")
  const outcome = token ? await logout(token) : "refused"
  if (outcome !== "ended") {
    log.warn({ code: outcome, traceId: ctx.traceId }, "BioT did not confirm a sign-out")
  }
  if (outcome !== "unavailable") {
    // What is not forgotten now is asked for again; the session here has ended either way.
    await forget(ctx, ended, sealed, outcome).catch((error) =>
      log.error({ err: error, traceId: ctx.traceId }, "a token that BioT took back was kept"),
    )
  }
  return outcome
}

/** Not a token that a renewal brought in the meantime. */
async function forget(
  ctx: SystemContext,
  { sessionId, staffId }: Ended,
  sealed: string,
  outcome: "ended" | "refused" | "given_up",
): Promise<void> {
  await writeAs(ctx, "sessions.manage", async (tx, { audit }) => {
    await tx
      .update(sessions)
      .set({ refreshTokenSealed: null, biotRenewAt: null })
      .where(and(eq(sessions.id, sessionId), eq(sessions.refreshTokenSealed, sealed)))
    await audit({
      ...{ verb: "session_handed_back", subjectKind: "staff", subjectId: staffId },
      details: { sessionId, outcome },
    })
  })
}

function contextOf({ organizationId }: Ended): SystemContext {
  return mintSystemContext(organizationId, "hand-back", newId())
}
