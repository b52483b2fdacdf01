import "server-only"
import { z } from "zod"
import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"
import { secondStepCookie } from "./cookie"
import { seal, unseal } from "./seal"

/** BioT's own lifetime of a code, where it does not say. */
const CODE_LIFETIME_MS = 5 * MINUTE_MS
export const RESEND_AFTER_MS = 30 * SECOND_MS

const pendingSchema = z.object({
  username: z.string(),
  accessToken: z.string(),
  phoneEnding: z.string().nullable(),
  sentAt: z.number(),
  expiresAt: z.number(),
})
/** A sign-in whose password was right and whose code is still to come. */
export type Pending = z.infer<typeof pendingSchema>

/** `expiresAt` as BioT said it, or five minutes from `now`. */
export function codeExpiry(expiresAt: Instant | null, now: Instant): Instant {
  return expiresAt ?? now + CODE_LIFETIME_MS
}

export type SecondStep = {
  pending: () => Pending | null
  keep: (pending: Pending) => void
  drop: () => void
  /** The `Set-Cookie` of what was kept or dropped. */
  setCookie: () => string | null
}

/**
 * What a request brings of a sign-in's first half, and what its answer shall leave. The browser
 * holds it sealed: it can neither read BioT's token nor make one up.
 */
export function secondStepOf(cookies: { get: (name: string) => { value: string } | undefined }) {
  const { name, options } = secondStepCookie()
  const attributes = `Path=${options.path}; HttpOnly; SameSite=Strict${options.secure ? "; Secure" : ""}`
  let left: string | null = null
  const step: SecondStep = {
    pending: () => open(cookies.get(name)?.value),
    keep: (pending) => {
      const value = encodeURIComponent(seal(JSON.stringify(pending)))
      const seconds = Math.max(0, Math.ceil((pending.expiresAt - Date.now()) / SECOND_MS))
      left = `${name}=${value}; Max-Age=${seconds}; ${attributes}`
    },
    drop: () => {
      left = `${name}=; Max-Age=0; ${attributes}`
    },
    setCookie: () => left,
  }
  return step
}

function open(sealed: string | undefined): Pending | null {
  const text = sealed ? unseal(sealed) : null
  return text ? pendingSchema.parse(JSON.parse(text)) : null
}
