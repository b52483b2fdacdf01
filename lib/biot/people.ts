import "server-only"
import { z } from "zod"
import { PERSON_KINDS, type PersonKind } from "@/db/enums"
import type { Instant } from "@/lib/time"
import { BiotError } from "./error"
import { biotId, normaliseLocale, optionalInstant, optionalText, ownerOrganization } from "./fields"
import { callBiot } from "./http"

const jwtSchema = z.object({ token: z.string().min(1), expiration: optionalInstant })

const loginSchema = z.object({
  userId: biotId,
  ownerOrganizationId: biotId.nullish().catch(null),
  accessJwt: jwtSchema,
  refreshJwt: jwtSchema.nullish().catch(null),
  mfaRequired: z.boolean().nullish().catch(null),
  mfaExpiration: optionalInstant,
  passwordResetRequired: z.boolean().nullish().catch(null),
  phone: optionalText,
})

export type BiotSession = {
  userId: string
  organizationId: string | null
  accessToken: string
  accessExpiresAt: Instant | null
  refreshToken: string | null
  refreshExpiresAt: Instant | null
}

/** What a sign-in still needs; `phoneEnding` is the last two digits of where the code went. */
export type SecondStep = {
  accessToken: string
  expiresAt: Instant | null
  phoneEnding: string | null
}

export type LoginFailure =
  | { ok: false; reason: "wrong_credentials" }
  /** `minutesLeft` null: until somebody unlocks the account. */
  | { ok: false; reason: "locked"; minutesLeft: number | null }
  | { ok: false; reason: "password_reset_required" }
  /** `accessToken` is good for `/login/mfa` only. */
  | ({ ok: false; reason: "mfa_required" } & SecondStep)
  | { ok: false; reason: "unavailable" }
export type LoginResult = ({ ok: true } & BiotSession) | LoginFailure

/** Signs a person in at BioT. Never throws for what BioT or the network does. */
export async function login(username: string, password: string): Promise<LoginResult> {
  try {
    const body = { username, password }
    return sessionOf(await post("/ums/v2/users/login", body, loginSchema))
  } catch (error) {
    return loginFailure(error)
  }
}

/** The second step: the code that BioT texted, with the token of the first. Never throws for BioT. */
export async function confirmCode(
  accessToken: string,
  code: string,
): Promise<LoginResult | { ok: false; reason: "wrong_code" | "code_expired" }> {
  try {
    const answer = await post("/ums/v2/users/login/mfa", { code }, loginSchema, accessToken)
    const session = sessionOf(afterwards(answer))
    // Asked for a code again, whatever this one was.
    return !session.ok && session.reason === "mfa_required"
      ? { ok: false, reason: "wrong_code" }
      : session
  } catch (error) {
    if (isTokenRefused(error)) return { ok: false, reason: "code_expired" }
    const failure = loginFailure(error)
    return failure.reason === "wrong_credentials" ? { ok: false, reason: "wrong_code" } : failure
  }
}

/** Has BioT text a new code; `expiresAt` is null when BioT does not say. */
export async function resendCode(
  accessToken: string,
): Promise<
  { ok: true; expiresAt: Instant | null } | { ok: false; reason: "code_expired" | "unavailable" }
> {
  const answer = z.object({ mfaExpiration: optionalInstant }).nullish()
  try {
    const said = await post("/ums/v2/users/login/mfa/resend", undefined, answer, accessToken)
    return { ok: true, expiresAt: said?.mfaExpiration ?? null }
  } catch (error) {
    return { ok: false, reason: isTokenRefused(error) ? "code_expired" : "unavailable" }
  }
}

/** A new pair for a refresh token; `ended` when BioT no longer accepts it. */
export async function refresh(
  refreshToken: string,
): Promise<({ ok: true } & BiotSession) | { ok: false; reason: "ended" | "unavailable" }> {
  try {
    const answer = await post("/ums/v2/users/token/refresh", { refreshToken }, loginSchema)
    const session = sessionOf(afterwards(answer))
    return session.ok ? session : { ok: false, reason: "ended" }
  } catch (error) {
    return { ok: false, reason: isRefused(error) ? "ended" : "unavailable" }
  }
}

/**
 * Ends a person's BioT session; it needs no access token. `refused`: BioT said no, and would again;
 * `unavailable`: BioT could not be asked.
 */
export async function logout(refreshToken: string): Promise<"ended" | "refused" | "unavailable"> {
  try {
    await post("/ums/v2/users/logout", { refreshToken }, z.unknown())
    return "ended"
  } catch (error) {
    return isRefused(error) ? "refused" : "unavailable"
  }
}

const selfSchema = z.object({
  _id: biotId,
  _userType: z.enum(PERSON_KINDS),
  _ownerOrganization: ownerOrganization,
  _name: z.object({ firstName: optionalText, lastName: optionalText }).nullish().catch(null),
  _email: optionalText,
  _template: z.object({ name: optionalText }).nullish().catch(null),
  _locale: optionalText,
  _enabled: optionalText,
})

export type BiotSelf = {
  id: string
  userType: PersonKind
  organizationId: string
  /** Empty when BioT does not say. */
  organizationName: string
  firstName: string | null
  lastName: string | null
  email: string | null
  templateName: string | null
  locale: string | null
  isEnabled: boolean
}

/** Who an access token belongs to, by `users/self`. */
export async function whoAmI(
  accessToken: string,
): Promise<{ ok: true; person: BiotSelf } | { ok: false; reason: "ended" | "unavailable" }> {
  try {
    const self = await callBiot({
      method: "GET",
      path: "/organization/v1/users/self",
      token: accessToken,
      answer: selfSchema,
    })
    const organizationId = biotId.safeParse(
      self._ownerOrganization?.id ?? self._ownerOrganization?.organizationId,
    ).data
    if (!organizationId) return { ok: false, reason: "unavailable" }
    return { ok: true, person: personOf(self, organizationId) }
  } catch (error) {
    return { ok: false, reason: isRefused(error) ? "ended" : "unavailable" }
  }
}

function personOf(self: z.infer<typeof selfSchema>, organizationId: string): BiotSelf {
  return {
    id: self._id,
    userType: self._userType,
    organizationId,
    organizationName: self._ownerOrganization?.name ?? "",
    firstName: self._name?.firstName ?? null,
    lastName: self._name?.lastName ?? null,
    email: self._email,
    templateName: self._template?.name ?? null,
    locale: normaliseLocale(self._locale),
    isEnabled: self._enabled !== "DISABLED",
  }
}

function post<T>(path: string, body: unknown, answer: z.ZodType<T>, token?: string): Promise<T> {
  return callBiot({ method: "POST", path, body, answer, token: token ?? null })
}

/** Once the code was given, `mfaRequired` may still tell of the account; a refresh token decides. */
function afterwards(answer: z.infer<typeof loginSchema>): z.infer<typeof loginSchema> {
  return answer.refreshJwt ? { ...answer, mfaRequired: false } : answer
}

function sessionOf(answer: z.infer<typeof loginSchema>): LoginResult {
  const { accessJwt, refreshJwt } = answer
  if (answer.mfaRequired) {
    const expiresAt = answer.mfaExpiration ?? accessJwt.expiration
    const phoneEnding = /\d\d$/.exec(answer.phone ?? "")?.[0] ?? null
    const step = { accessToken: accessJwt.token, expiresAt, phoneEnding }
    return { ok: false, reason: "mfa_required", ...step }
  }
  if (answer.passwordResetRequired) return { ok: false, reason: "password_reset_required" }
  return {
    ok: true,
    userId: answer.userId,
    organizationId: answer.ownerOrganizationId ?? null,
    accessToken: accessJwt.token,
    accessExpiresAt: accessJwt.expiration,
    refreshToken: refreshJwt?.token ?? null,
    refreshExpiresAt: refreshJwt?.expiration ?? null,
  }
}

function loginFailure(error: unknown): LoginFailure {
  if (!(error instanceof BiotError)) throw error
  if (error.code === "USER_LOCKED" || error.code === "USER_LOCKED_WITH_TIME") {
    const left = Number(error.details.timeLeftInMinutes ?? Number.NaN)
    return { ok: false, reason: "locked", minutesLeft: left > 0 ? Math.ceil(left) : null }
  }
  // 429 and 404 are refusals too, and say nothing about the password.
  const isAboutCredentials =
    error.code === "LOGIN_FAILED" || [400, 401, 403].includes(error.status ?? 0)
  return { ok: false, reason: isAboutCredentials ? "wrong_credentials" : "unavailable" }
}

function isTokenRefused(error: unknown): boolean {
  return error instanceof BiotError && error.code === "TOKEN_NOT_VALID"
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof BiotError)) throw error
  return error.kind === "refused" && error.status !== 429
}
