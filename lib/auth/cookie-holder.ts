import "server-only"
import { cookies } from "next/headers"
import { decode } from "next-auth/jwt"
import { env } from "@/lib/env"
import { log } from "@/lib/log"
import { type Instant, SECOND_MS } from "@/lib/time"
import type { SignedIn } from "./admit"
import { sessionCookie } from "./cookie"

type Opened = { who: SignedIn; expiresAt: Instant }

/** What opened cookies hold never changes, and opening one takes longer than asking the database. */
const opened = new Map<string, Opened>()
const MOST_OPENED = 1_000

/** Whose ids the browser's session cookie holds; null where there is none, a forged or an old one. */
export async function cookieHolder(now: Instant): Promise<SignedIn | null> {
  const cookie = (await cookies()).get(sessionCookie().name)?.value
  if (!cookie) return null
  const found = opened.get(cookie) ?? (await open(cookie))
  if (found && found.expiresAt > now) return found.who
  opened.delete(cookie)
  return null
}

async function open(cookie: string): Promise<Opened | null> {
  const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null)
  if (!token?.staffId || !token.organizationId || !token.sessionId) {
    log.warn("a session cookie could not be opened")
    return null
  }
  const { staffId, organizationId, sessionId, exp } = token
  const expiresAt = typeof exp === "number" ? exp * SECOND_MS : 0
  const found = { who: { staffId, organizationId, sessionId }, expiresAt }
  const oldest = opened.size >= MOST_OPENED ? opened.keys().next().value : undefined
  if (oldest !== undefined) opened.delete(oldest)
  opened.set(cookie, found)
  return found
}
