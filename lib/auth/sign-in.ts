import "server-only"
import { z } from "zod"
import { confirmCode, login, resendCode } from "@/lib/biot/people"
import { log } from "@/lib/log"
import type { Instant } from "@/lib/time"
import { admit, type SignedIn } from "./admit"
import { mayAttempt } from "./attempts"
import { codeExpiry, type Pending, RESEND_AFTER_MS, type SignInCookies } from "./sign-in-cookies"

export const credentialsSchema = z.object({
  username: z.string().trim().min(1).max(320),
  password: z.string().min(1).max(1_000),
})

/** BioT texts six digits today and promises no form. */
export const codeSchema = z.string().regex(/^[0-9A-Za-z]{4,12}$/)

export type SignInFailure =
  | "wrong_credentials"
  | "locked"
  | "too_many_attempts"
  | "password_reset_required"
  | "mfa_required"
  | "mfa_resent"
  | "wrong_code"
  | "code_expired"
  | "too_many_codes"
  | "resend_too_soon"
  | "resend_unavailable"
  | "code_unavailable"
  | "second_step_too_large"
  | "no_role"
  | "patient"
  | "disabled"
  | "unavailable"
  | "database_away"
  | "internal"

/** `about`: minutes of a lock, or the last digits of the phone that the code went to. */
export type SignInResult =
  | { ok: true; who: SignedIn }
  | { ok: false; reason: SignInFailure; about?: string | null }

const failed = (reason: SignInFailure, about: string | null = null): SignInResult => ({
  ok: false,
  reason,
  about,
})

/**
 * Signs a person in at BioT, keeps who they are and opens a session. The portal holds no
 * passwords. Where BioT wants a code as well, a cookie keeps the first half for `finishSignIn`.
 */
export async function signInAtBiot(
  input: z.infer<typeof credentialsSchema>,
  cookies: SignInCookies,
  now: Instant,
): Promise<SignInResult> {
  cookies.drop()
  if (!mayAttempt(input.username, now)) return failed("too_many_attempts")
  const attempt = await login(input.username, input.password)
  if (attempt.ok) return enter(attempt, cookies, now)
  if (attempt.reason === "mfa_required") {
    const { accessToken, phoneEnding } = attempt
    const expiresAt = codeExpiry(attempt.expiresAt, now)
    const { username } = input
    const pending = { username, accessToken, phoneEnding, sentAt: now, expiresAt }
    return keep(pending, cookies, "mfa_required")
  }
  return refusal(attempt)
}

/** The second half: the code that BioT texted. A wrong one may be tried again, five times in all. */
export async function finishSignIn(
  code: string,
  cookies: SignInCookies,
  now: Instant,
): Promise<SignInResult> {
  const pending = cookies.pending()
  if (!pending || now >= pending.expiresAt) return ended(cookies, "code_expired")
  if (!mayAttempt(pending.username, now, "code")) return ended(cookies, "too_many_codes")
  if (!codeSchema.safeParse(code).success) return failed("wrong_code")
  const attempt = await confirmCode(pending.accessToken, code)
  if (attempt.ok) return enter(attempt, cookies, now)
  if (attempt.reason === "wrong_code") return failed("wrong_code")
  if (attempt.reason === "unavailable") return failed("code_unavailable")
  cookies.drop()
  return refusal(attempt)
}

/** Has BioT text another code, at most every 30 s and three times in five minutes. */
export async function resendSignInCode(
  cookies: SignInCookies,
  now: Instant,
): Promise<SignInResult> {
  const pending = cookies.pending()
  if (!pending || now >= pending.expiresAt) return ended(cookies, "code_expired")
  const isSoon = now - pending.sentAt < RESEND_AFTER_MS
  if (isSoon || !mayAttempt(pending.username, now, "resend")) return failed("resend_too_soon")
  const sent = await resendCode(pending.accessToken)
  if (!sent.ok) {
    return sent.reason === "code_expired"
      ? ended(cookies, sent.reason)
      : failed("resend_unavailable")
  }
  const expiresAt = codeExpiry(sent.expiresAt, now)
  return keep({ ...pending, sentAt: now, expiresAt }, cookies, "mfa_resent")
}

/** A browser that cannot hold the first half would find each code expired. */
function keep(pending: Pending, cookies: SignInCookies, reason: SignInFailure): SignInResult {
  if (cookies.keepPending(pending)) return failed(reason, pending.phoneEnding)
  log.warn({ code: "second_step_too_large" }, "BioT's first token is too large for a cookie")
  return ended(cookies, "second_step_too_large")
}

function ended(cookies: SignInCookies, reason: SignInFailure): SignInResult {
  cookies.drop()
  return failed(reason)
}

type CodeRefused = Exclude<Awaited<ReturnType<typeof confirmCode>>, { ok: true }>

function refusal(attempt: CodeRefused): SignInResult {
  if (attempt.reason !== "locked") return failed(attempt.reason)
  return failed("locked", attempt.minutesLeft === null ? null : String(attempt.minutesLeft))
}

async function enter(
  attempt: Parameters<typeof admit>[0],
  cookies: SignInCookies,
  now: Instant,
): Promise<SignInResult> {
  cookies.drop()
  const admission = await admit(attempt, now)
  if (admission.ok) return admission
  if (admission.reason === "no_role") {
    const { organizationId, staffId } = admission
    cookies.keepRefused({ organizationId, staffId }, now)
  }
  return failed(admission.reason)
}
