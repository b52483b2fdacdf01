import "server-only"
import { and, eq, isNull, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { sessions } from "@/db/schema"
import type { StaffContext } from "./context"
import { HAND_BACK_AT, handBack } from "./hand-back"
import { type Work, writeAs } from "./unit-of-work"

/** Ends the session here at once, and at BioT where BioT can be reached; whether BioT confirmed it. */
export async function endSession(ctx: StaffContext): Promise<{ isEndedAtBiot: boolean }> {
  const { sessionId, staffId } = ctx
  const sealed = await writeAs(ctx, "sessions.manage", (tx, work) =>
    closeSession(tx, work, { sessionId, staffId, verb: "signed_out" }),
  )
  return { isEndedAtBiot: sealed !== null && (await handBack(ctx, sealed)) }
}

/**
 * Ends one session within a unit of work. Its sealed refresh token, if any, stays until it was
 * handed back: that is the caller's to do after the commit, and the job's where BioT was away.
 */
export async function closeSession(
  tx: Transaction,
  work: Work,
  of: { sessionId: string; staffId: string; verb: string; reason?: string },
): Promise<string | null> {
  const { sessionId, staffId, verb, reason } = of
  const [row] = await tx
    .select({ sealed: sessions.refreshTokenSealed })
    .from(sessions)
    .where(eq(sessions.id, sessionId))
    .for("update")
  await tx
    .update(sessions)
    .set({ endedAt: sql`now()`, biotRenewAt: row?.sealed ? HAND_BACK_AT : null })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
  const details = { sessionId, ...(reason ? { reason } : {}) }
  await work.audit({ verb, subjectKind: "staff", subjectId: staffId, details })
  work.publish("staff")
  return row?.sealed ?? null
}
