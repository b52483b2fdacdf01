import "server-only"
import { and, asc, eq, gt, isNull, lte } from "drizzle-orm"
import { sessions } from "@/db/schema"
import { type BiotSelf, refresh, whoAmI } from "@/lib/biot/people"
import { isStaff, type StaffSelf, saveSelf } from "@/lib/directory/self"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import { type Instant, MINUTE_MS } from "@/lib/time"
import { mintSystemContext, type SystemContext } from "./context"
import { HAND_BACK_AT, handBack } from "./hand-back"
import { ABSOLUTE_LIFETIME_MS, IDLE_LIFETIME_MS } from "./lifetimes"
import { renewalAt } from "./renewal"
import { seal, unseal } from "./seal"
import { closeSession } from "./sign-out"
import { asSystem, writeAs } from "./unit-of-work"

const MOST_AT_ONCE = 500
const CONCURRENCY = 4
/** Longer than BioT may take for one renewal; also when one that got no answer is tried again. */
const CLAIM_MS = 2 * MINUTE_MS

type Due = { organizationId: string; id: string; staffId: string; renewAt: Instant | null }

/**
 * Renews, at BioT, each session in use whose time has come, and keeps what BioT then says of its
 * person; who lost their access there loses it here. Returns how many were renewed.
 */
export async function renewSessions(now: Instant): Promise<number> {
  const due = await dueSessions(now)
  let renewed = 0
  const work = async () => {
    for (let next = due.shift(); next; next = due.shift()) {
      const traceId = newId()
      try {
        const ctx = mintSystemContext(next.organizationId, "renew-sessions", traceId)
        if (await renewSession(ctx, next, now)) renewed += 1
      } catch (error) {
        log.error({ err: error, traceId }, "a session at BioT was not renewed")
      }
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work))
  return renewed
}

function dueSessions(now: Instant): Promise<Due[]> {
  return asSystem((tx) =>
    tx
      .select({
        organizationId: sessions.organizationId,
        id: sessions.id,
        staffId: sessions.staffId,
        renewAt: sessions.biotRenewAt,
      })
      .from(sessions)
      .where(
        and(
          isNull(sessions.endedAt),
          lte(sessions.biotRenewAt, now),
          gt(sessions.seenAt, now - IDLE_LIFETIME_MS),
          gt(sessions.startedAt, now - ABSOLUTE_LIFETIME_MS),
        ),
      )
      .orderBy(asc(sessions.biotRenewAt))
      .limit(MOST_AT_ONCE),
  )
}

async function renewSession(ctx: SystemContext, due: Due, now: Instant): Promise<boolean> {
  const sealed = await claim(ctx, due, now)
  if (sealed === null) return false
  const token = unseal(sealed, "refresh token")
  const answer = token ? await refresh(token) : { ok: false as const, reason: "ended" as const }
  if (!answer.ok) {
    if (answer.reason === "ended") await end(ctx, due, "ended_at_biot")
    return false
  }
  const newer = answer.refreshToken ? seal(answer.refreshToken, "refresh token") : null
  if (!(await keepRenewed(ctx, due, { sealed: newer, accessExpiresAt: answer.accessExpiresAt }))) {
    // Signed out meanwhile, with the token that this one replaces.
    if (newer) await handBack(ended(due), newer)
    return false
  }
  const asOf = Date.now()
  const found = await whoAmI(answer.accessToken)
  if (found.ok) await follow(ctx, due, { person: found.person, asOf })
  else if (found.reason === "ended") await end(ctx, due, "ended_at_biot")
  return true
}

/** Only who moves the time of renewal on may use the refresh token, which BioT takes once. */
async function claim(ctx: SystemContext, due: Due, now: Instant): Promise<string | null> {
  if (due.renewAt === null) return null
  const { renewAt } = due
  return writeAs(ctx, "sessions.manage", async (tx, work) => {
    const [row] = await tx
      .update(sessions)
      .set({ biotRenewAt: now + CLAIM_MS })
      .where(
        and(eq(sessions.id, due.id), isNull(sessions.endedAt), eq(sessions.biotRenewAt, renewAt)),
      )
      .returning({ sealed: sessions.refreshTokenSealed })
    await work.audit(entryOf(due, row ? "session_renewal_begun" : "session_renewal_left"))
    return row?.sealed ?? null
  })
}

/** False when the session ended while BioT was asked: the token is then kept to be handed back. */
async function keepRenewed(
  ctx: SystemContext,
  due: Due,
  got: { sealed: string | null; accessExpiresAt: Instant | null },
): Promise<boolean> {
  const kept = got.sealed ? { refreshTokenSealed: got.sealed } : {}
  return writeAs(ctx, "sessions.manage", async (tx, work) => {
    const [row] = await tx
      .update(sessions)
      .set({ ...kept, biotRenewAt: renewalAt(got.accessExpiresAt, Date.now()) })
      .where(and(eq(sessions.id, due.id), isNull(sessions.endedAt)))
      .returning({ id: sessions.id })
    if (!row && got.sealed) {
      await tx
        .update(sessions)
        .set({ ...kept, biotRenewAt: HAND_BACK_AT })
        .where(eq(sessions.id, due.id))
    }
    await work.audit(entryOf(due, row ? "session_renewed" : "session_renewal_left"))
    return row !== undefined
  })
}

/** Keeps what BioT says of the person now, and ends a session that nobody may have any more. */
async function follow(
  ctx: SystemContext,
  due: Due,
  said: { person: BiotSelf; asOf: Instant },
): Promise<void> {
  const { person, asOf } = said
  const isSame = person.id === due.staffId && person.organizationId === due.organizationId
  if (!isSame || !isStaff(person)) return end(ctx, due, "another_person")
  const sealed = await writeAs(ctx, "sessions.manage", async (tx, work) => {
    const staff: StaffSelf = person
    const { role, isEnabled } = await saveSelf(tx, work, { person: staff, asOf })
    await work.audit(entryOf(due, "session_checked"))
    const reason = !isEnabled ? "disabled" : role === null ? "no_role" : null
    return reason ? closeSession(tx, work, closing(due, reason)) : null
  })
  if (sealed) await handBack(ended(due), sealed)
}

async function end(ctx: SystemContext, due: Due, reason: string): Promise<void> {
  const sealed = await writeAs(ctx, "sessions.manage", (tx, work) =>
    closeSession(tx, work, closing(due, reason)),
  )
  if (sealed) await handBack(ended(due), sealed)
}

const ended = ({ organizationId, id, staffId }: Due) => ({
  ...{ organizationId, sessionId: id, staffId },
})

const closing = (due: Due, reason: string) => ({
  ...{ sessionId: due.id, staffId: due.staffId, verb: "session_ended", reason },
})

const entryOf = (due: Due, verb: string) => ({
  ...{ verb, subjectKind: "staff", subjectId: due.staffId, details: { sessionId: due.id } },
})
