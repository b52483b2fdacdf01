import "server-only"
import { z } from "zod"
import { organizations, sessions, staff } from "@/db/schema"
import { type BiotSession, confirmCode, login, logout, resendCode, whoAmI } from "@/lib/biot/people"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import { mayAttempt } from "./attempts"
import { mintSystemContext } from "./context"
import { roleOf } from "./roles"
import { seal } from "./seal"
import { codeExpiry, RESEND_AFTER_MS, type SecondStep } from "./second-step"
import { asSystem, writeAs } from "./unit-of-work"

export const credentialsSchema = z.object({
  username: z.string().trim().min(1).max(320),
  password: z.string().min(1).max(1_000),
})

export const codeSchema = z.string().regex(/^\d{4,10}$/)

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
  | "no_role"
  | "disabled"
  | "unavailable"
  | "database_away"
  | "internal"

export type SignedIn = { staffId: string; organizationId: string; sessionId: string }
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
 * passwords. Where BioT wants a code as well, `step` keeps the first half for `finishSignIn`.
 */
export async function signInAtBiot(
  input: z.infer<typeof credentialsSchema>,
  step: SecondStep,
  now: Instant,
): Promise<SignInResult> {
  step.drop()
  if (!mayAttempt(input.username, now)) return failed("too_many_attempts")
  const attempt = await login(input.username, input.password)
  if (attempt.ok) return admit(attempt)
  if (attempt.reason === "mfa_required") {
    const { accessToken, phoneEnding } = attempt
    const expiresAt = codeExpiry(attempt.expiresAt, now)
    step.keep({ username: input.username, accessToken, phoneEnding, sentAt: now, expiresAt })
    return failed("mfa_required", phoneEnding)
  }
  return refusal(attempt)
}

/** The second half: the code that BioT texted. A wrong one may be tried again, five times in all. */
export async function finishSignIn(
  code: string,
  step: SecondStep,
  now: Instant,
): Promise<SignInResult> {
  const pending = step.pending()
  if (!pending || now >= pending.expiresAt) return ended(step, "code_expired")
  if (!mayAttempt(pending.username, now, "code")) return ended(step, "too_many_codes")
  if (!codeSchema.safeParse(code).success) return failed("wrong_code")
  const attempt = await confirmCode(pending.accessToken, code)
  if (attempt.ok) {
    step.drop()
    return admit(attempt)
  }
  if (attempt.reason === "wrong_code") return failed("wrong_code")
  if (attempt.reason === "unavailable") return failed("code_unavailable")
  step.drop()
  return refusal(attempt)
}

/** Has BioT text another code, at most every 30 s and three times in five minutes. */
export async function resendSignInCode(step: SecondStep, now: Instant): Promise<SignInResult> {
  const pending = step.pending()
  if (!pending || now >= pending.expiresAt) return ended(step, "code_expired")
  const isSoon = now - pending.sentAt < RESEND_AFTER_MS
  if (isSoon || !mayAttempt(pending.username, now, "resend")) return failed("resend_too_soon")
  const sent = await resendCode(pending.accessToken)
  if (!sent.ok) {
    return sent.reason === "code_expired" ? ended(step, sent.reason) : failed("resend_unavailable")
  }
  step.keep({ ...pending, sentAt: now, expiresAt: codeExpiry(sent.expiresAt, now) })
  return failed("mfa_resent", pending.phoneEnding)
}

function ended(step: SecondStep, reason: SignInFailure): SignInResult {
  step.drop()
  return failed(reason)
}

type Refused = Exclude<Awaited<ReturnType<typeof confirmCode>>, { ok: true }>

function refusal(attempt: Refused): SignInResult {
  if (attempt.reason !== "locked") return failed(attempt.reason)
  return failed("locked", attempt.minutesLeft === null ? null : String(attempt.minutesLeft))
}

async function admit(
  attempt: Pick<BiotSession, "accessToken" | "refreshToken">,
): Promise<SignInResult> {
  const found = await whoAmI(attempt.accessToken)
  if (!found.ok) {
    if (attempt.refreshToken) await logout(attempt.refreshToken, attempt.accessToken)
    return failed("unavailable")
  }
  const { person } = found
  const role = roleOf(person.userType, person.templateName)
  const refused = !person.isEnabled ? "disabled" : role === null ? "no_role" : null
  if (refused || person.userType === "patient") {
    if (attempt.refreshToken) await logout(attempt.refreshToken, attempt.accessToken)
    return failed(refused ?? "no_role")
  }
  const values = {
    kind: person.userType,
    role,
    firstName: person.firstName,
    lastName: person.lastName,
    isEnabled: true,
  }
  await asSystem(async (tx) => {
    await tx
      .insert(organizations)
      .values({
        id: person.organizationId,
        name: person.organizationName || "Your organization",
        timeZone: "UTC",
      })
      .onConflictDoNothing()
    await tx
      .insert(staff)
      .values({ organizationId: person.organizationId, id: person.id, ...values })
      .onConflictDoUpdate({ target: [staff.organizationId, staff.id], set: values })
  })
  return { ok: true, who: await openSession(person.organizationId, person.id, attempt) }
}

async function openSession(
  organizationId: string,
  staffId: string,
  attempt: { refreshToken: string | null },
): Promise<SignedIn> {
  const sessionId = newId()
  const ctx = mintSystemContext(organizationId, "sign-in", newId())
  await writeAs(ctx, "sessions.manage", async (tx, { audit }) => {
    await tx.insert(sessions).values({
      organizationId,
      id: sessionId,
      staffId,
      refreshTokenSealed: attempt.refreshToken ? seal(attempt.refreshToken) : null,
    })
    await audit({ verb: "signed_in", subjectKind: "staff", subjectId: staffId })
  })
  return { staffId, organizationId, sessionId }
}
