import "server-only"
import { z } from "zod"
import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"
import { sealedCookie } from "./cookie"
import { type Purpose, seal, unseal } from "./seal"

/** BioT's own lifetime of a code, where it does not say. */
const CODE_LIFETIME_MS = 5 * MINUTE_MS
export const RESEND_AFTER_MS = 30 * SECOND_MS
/** Of a cookie's name and value together; a browser drops a larger one without a word. */
const MOST_COOKIE_BYTES = 4_096
const REFUSED_FOR_MS = 10 * MINUTE_MS

const pendingSchema = z.object({
  username: z.string(),
  accessToken: z.string(),
  phoneEnding: z.string().nullable(),
  sentAt: z.number(),
  expiresAt: z.number(),
})
/** A sign-in whose password was right and whose code is still to come. */
export type Pending = z.infer<typeof pendingSchema>

const refusedSchema = z.object({
  organizationId: z.guid(),
  staffId: z.guid(),
  expiresAt: z.number(),
})
/** Somebody whom BioT let in and who has no role here. */
export type Refused = Omit<z.infer<typeof refusedSchema>, "expiresAt">

/** `expiresAt` as BioT said it; five minutes from `now` where it did not or its clock is behind. */
export function codeExpiry(expiresAt: Instant | null, now: Instant): Instant {
  return expiresAt !== null && expiresAt > now ? expiresAt : now + CODE_LIFETIME_MS
}

type Cookies = { get: (name: string) => { value: string } | undefined }
type Name = Parameters<typeof sealedCookie>[0]
const PURPOSES: Record<Name, Purpose> = { "second-step": "second step", refused: "refused" }

export type SignInCookies = {
  pending: () => Pending | null
  /** False, and nothing is kept, when it is more than a browser would keep. */
  keepPending: (pending: Pending) => boolean
  keepRefused: (refused: Refused, now: Instant) => void
  /** Nothing of an earlier attempt stays. */
  drop: () => void
  /** The `Set-Cookie` of each that was kept or dropped. */
  setCookies: () => string[]
}

/**
 * What a request brings of a sign-in's first half, and what its answer shall leave. The browser
 * holds it sealed: it can neither read BioT's token nor make one up.
 */
export function signInCookies(cookies: Cookies): SignInCookies {
  const left = new Map<Name, string>()
  return {
    pending: () => open("second-step", cookies, pendingSchema),
    keepPending: (pending) => {
      const seconds = (pending.expiresAt - Date.now()) / SECOND_MS
      const header = headerOf("second-step", pending, seconds)
      const isKept = header.indexOf(";") <= MOST_COOKIE_BYTES
      if (isKept) left.set("second-step", header)
      return isKept
    },
    keepRefused: (refused, now) => {
      const value = { ...refused, expiresAt: now + REFUSED_FOR_MS }
      left.set("refused", headerOf("refused", value, REFUSED_FOR_MS / SECOND_MS))
    },
    drop: () => {
      for (const name of ["second-step", "refused"] as const) {
        left.set(name, headerOf(name, null, 0))
      }
    },
    setCookies: () => [...left.values()],
  }
}

/** Who was refused for want of a role in this browser, at most ten minutes ago. */
export function refusedIn(cookies: Cookies, now: Instant): Refused | null {
  const refused = open("refused", cookies, refusedSchema)
  return refused && now < refused.expiresAt ? refused : null
}

function headerOf(name: Name, value: object | null, seconds: number): string {
  const cookie = sealedCookie(name)
  const sealed = value ? encodeURIComponent(seal(JSON.stringify(value), PURPOSES[name])) : ""
  return [
    `${cookie.name}=${sealed}`,
    `Max-Age=${Math.max(0, Math.ceil(seconds))}`,
    `Path=${cookie.options.path}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(cookie.options.secure ? ["Secure"] : []),
  ].join("; ")
}

function open<T>(name: Name, cookies: Cookies, schema: z.ZodType<T>): T | null {
  const text = unseal(cookies.get(sealedCookie(name).name)?.value ?? "", PURPOSES[name])
  return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null)
}
