import "server-only"
import { eq, sql } from "drizzle-orm"
import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { cache } from "react"
import { database } from "@/db/client"
import type { Role } from "@/db/enums"
import { sessions } from "@/db/schema"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { type Instant, SECOND_MS } from "@/lib/time"
import type { SignedIn } from "./admit"
import { mintStaffContext, mintSystemContext, type StaffContext } from "./context"
import { cookieHolder } from "./cookie-holder"
import { ABSOLUTE_LIFETIME_MS, IDLE_LIFETIME_MS } from "./lifetimes"
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
  const row = await standingOf(who)
  if (!row?.isEnabled || row.role === null || row.endedAt !== null) return null
  if (now - row.seenAt > IDLE_LIFETIME_MS || now - row.startedAt > ABSOLUTE_LIFETIME_MS) return null
  const traceId = newId()
  if (options.touch && now - row.seenAt > TOUCH_EVERY_MS) {
    await readAs(mintSystemContext(who.organizationId, "session", traceId), (tx) =>
      tx
        .update(sessions)
        .set({ seenAt: sql`greatest(seen_at, now())` })
        .where(eq(sessions.id, who.sessionId)),
    )
  }
  return mintStaffContext({ ...who, role: row.role, traceId })
}

type Standing = {
  role: Role | null
  isEnabled: boolean
  startedAt: Instant
  seenAt: Instant
  endedAt: Instant | null
}

/** One statement, which enters the organization by itself: every request begins with it. */
async function standingOf(who: SignedIn): Promise<Standing | undefined> {
  const { rows } = await database().execute<Standing>(sql`
    /* prepared: session_standing */ select role, is_enabled as "isEnabled",
      (extract(epoch from started_at) * 1000)::float8 as "startedAt",
      (extract(epoch from seen_at) * 1000)::float8 as "seenAt",
      (extract(epoch from ended_at) * 1000)::float8 as "endedAt"
    from session_standing(${who.organizationId}::uuid, ${who.sessionId}::uuid, ${who.staffId}::uuid)`)
  return rows[0]
}

async function currentStaff(touch: boolean): Promise<StaffContext | null> {
  const now = Date.now()
  const who = await cookieHolder(now)
  return who ? staffFor(who, now, { touch }) : null
}

/**
 * For pages: the signed-in person, or the sign-in page. Once per request. Only a page that the
 * browser itself goes to counts as activity: scripts also fetch pages that renew themselves, and
 * whoever moves within the portal is told of by the browser (`stayActive`).
 */
export const requireStaff = cache(async (): Promise<StaffContext> => {
  const ctx = await currentStaff((await headers()).get("sec-fetch-mode") === "navigate")
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
