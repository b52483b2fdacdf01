import "server-only"
import { eq, sql } from "drizzle-orm"
import { sessions } from "@/db/schema"
import { logout } from "@/lib/biot/people"
import { log } from "@/lib/log"
import type { StaffContext } from "./context"
import { unseal } from "./seal"
import { writeAs } from "./unit-of-work"

/** Ends the session here at once, and at BioT as well as BioT can be reached. */
export async function endSession(ctx: StaffContext): Promise<void> {
  const sealed = await writeAs(ctx, "sessions.manage", async (tx, { audit }) => {
    const [row] = await tx
      .select({ sealed: sessions.refreshTokenSealed })
      .from(sessions)
      .where(eq(sessions.id, ctx.sessionId))
    await tx
      .update(sessions)
      .set({ endedAt: sql`now()`, refreshTokenSealed: null })
      .where(eq(sessions.id, ctx.sessionId))
    await audit({ verb: "signed_out", subjectKind: "staff", subjectId: ctx.staffId })
    return row?.sealed ?? null
  })
  const refreshToken = sealed ? unseal(sealed) : null
  if (!refreshToken) return
  if (!(await logout(refreshToken))) {
    log.warn({ traceId: ctx.traceId }, "BioT did not confirm a sign-out")
  }
}
