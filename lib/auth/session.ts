import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { redirect } from "next/navigation"
import { getServerSession } from "next-auth"
import { cache } from "react"
import { sessions, staff } from "@/db/schema"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { type Instant, SECOND_MS } from "@/lib/time"
import type { SignedIn } from "./admit"
import { mintStaffContext, mintSystemContext, type StaffContext } from "./context"
import { ABSOLUTE_LIFETIME_MS, IDLE_LIFETIME_MS } from "./lifetimes"
import { authOptions } from "./next-auth"
import { readAs } from "./unit-of-work"

const TOUCH_EVERY_MS = 30 * SECOND_MS

/**
 * Who is asking, checked against the database on every request: the session lives (15 min idle,
 * 12 h in all), the person is enabled and has a role. Null otherwise. `touch` counts as activity;
 * what the page fetches by itself must not.
 */
export async function staffFor(
  who: SignedIn,
  now: Instant,
  options: { touch: boolean },
): Promise<StaffContext | null> {
  const ctx = mintSystemContext(who.organizationId, "session", newId())
  return readAs(ctx, async (tx) => {
    const [row] = await tx
      .select({
        role: staff.role,
        isEnabled: staff.isEnabled,
        startedAt: sessions.startedAt,
        seenAt: sessions.seenAt,
        endedAt: sessions.endedAt,
      })
      .from(sessions)
      .innerJoin(staff, eq(staff.id, sessions.staffId))
      .where(and(eq(sessions.id, who.sessionId), eq(sessions.staffId, who.staffId)))
    if (!row?.isEnabled || row.role === null || row.endedAt !== null) return null
    if (now - row.seenAt > IDLE_LIFETIME_MS || now - row.startedAt > ABSOLUTE_LIFETIME_MS) {
      return null
    }
    if (options.touch && now - row.seenAt > TOUCH_EVERY_MS) {
      await tx
        .update(sessions)
        .set({ seenAt: sql`greatest(seen_at, now())` })
        .where(eq(sessions.id, who.sessionId))
    }
    return mintStaffContext({ ...who, role: row.role, traceId: ctx.traceId })
  })
}

async function cookieHolder(): Promise<SignedIn | null> {
  const session = await getServerSession(authOptions())
  if (!session?.staffId || !session.organizationId || !session.sessionId) return null
  const { staffId, organizationId, sessionId } = session
  return { staffId, organizationId, sessionId }
}

async function currentStaff(touch: boolean): Promise<StaffContext | null> {
  const who = await cookieHolder()
  return who ? staffFor(who, Date.now(), { touch }) : null
}

/** For pages: the signed-in person, or the sign-in page. Once per request. */
export const requireStaff = cache(async (): Promise<StaffContext> => {
  const ctx = await currentStaff(true)
  if (!ctx) redirect("/sign-in")
  return ctx
})

/** For actions and handlers; throws `unauthenticated`. */
export async function staffOrThrow(options: { touch: boolean }): Promise<StaffContext> {
  const ctx = await currentStaff(options.touch)
  if (!ctx) {
    throw new AppError("unauthenticated", "You are signed out. Sign in again; nothing was changed.")
  }
  return ctx
}
