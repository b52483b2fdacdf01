import "server-only"
import { and, eq, isNull, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { sessions } from "@/db/schema"
import { logout } from "@/lib/biot/people"
import { log } from "@/lib/log"
import type { StaffContext } from "./context"
import { unseal } from "./seal"
import { type Work, writeAs } from "./unit-of-work"

/** Ends the session here at once, and at BioT as well as BioT can be reached. */
export async function endSession(ctx: StaffContext): Promise<void> {
  const { sessionId, staffId } = ctx
  const refreshToken = await writeAs(ctx, "sessions.manage", (tx, work) =>
    closeSession(tx, work, { sessionId, staffId, verb: "signed_out" }),
  )
  if (!refreshToken) return
  if (!(await logout(refreshToken))) {
    log.warn({ traceId: ctx.traceId }, "BioT did not confirm a sign-out")
  }
}

/** Ends one session within a unit of work; the refresh token, if any, is the caller's to give up. */
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
    .set({ endedAt: sql`now()`, refreshTokenSealed: null, biotRenewAt: null })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
  const details = { sessionId, ...(reason ? { reason } : {}) }
  await work.audit({ verb, subjectKind: "staff", subjectId: staffId, details })
  work.publish("staff")
  return row?.sealed ? unseal(row.sealed, "refresh token") : null
}
