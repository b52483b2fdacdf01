import "server-only"
import { z } from "zod"
import { env } from "@/lib/env"
import { SECOND_MS } from "@/lib/time"
import { BiotError } from "./error"
import { type BiotRequest, callBiot } from "./http"

const RENEW_BEFORE_MS = 60 * SECOND_MS
/** Of a token whose expiry cannot be read; BioT's live about 30 minutes. */
const UNKNOWN_LIFETIME_MS = 5 * 60 * SECOND_MS
const HEALTH_TIMEOUT_MS = 3 * SECOND_MS

const loginSchema = z.object({
  accessToken: z.string().min(1),
  accessTokenExpiration: z.string().nullish().catch(null),
})

type ServiceToken = { token: string; renewAt: number }

let held: ServiceToken | undefined
let inFlight: Promise<ServiceToken> | undefined

/**
 * The portal's own access token, renewed 60 s before it expires; callers that come while a login is
 * on its way share it. Throws `ServiceLoginError`.
 */
export async function serviceToken(): Promise<string> {
  if (held && Date.now() < held.renewAt) return held.token
  inFlight ??= logIn().finally(() => {
    inFlight = undefined
  })
  held = await inFlight
  return held.token
}

/** Logs in anew, whatever token is held, to see whether it works. Throws `ServiceLoginError`. */
export async function tryServiceLogin(): Promise<void> {
  await logIn()
}

/** The portal could not log in, so the call that needed it was never made. */
export class ServiceLoginError extends BiotError {
  override readonly name = "ServiceLoginError"
}

async function logIn(): Promise<ServiceToken> {
  const { BIOT_SERVICE_USER_ID: id, BIOT_SERVICE_USER_SECRET_KEY: secretKey } = env()
  const path = "/ums/v2/services/accessToken"
  try {
    const answer = await callBiot({
      method: "POST",
      path,
      body: { id, secretKey },
      answer: loginSchema,
    })
    const now = Date.now()
    const expiresAt = Date.parse(answer.accessTokenExpiration ?? "")
    const lives = Number.isNaN(expiresAt) ? UNKNOWN_LIFETIME_MS : expiresAt - now
    return { token: answer.accessToken, renewAt: now + Math.max(0, lives - RENEW_BEFORE_MS) }
  } catch (error) {
    if (!(error instanceof BiotError)) throw error
    const { kind, code, status } = error
    throw new ServiceLoginError({ kind, call: `POST ${path}`, code, status, cause: error.cause })
  }
}

/**
 * A call as the portal's service user. A 401 `TOKEN_NOT_VALID` means that BioT did nothing: it logs
 * in again and calls a second time, once. Throws `BiotError`.
 */
export async function callAsService<T>(wanted: Omit<BiotRequest<T>, "token">): Promise<T> {
  const token = await serviceToken()
  try {
    return await callBiot({ ...wanted, token })
  } catch (error) {
    if (!isTokenNotValid(error)) throw error
    if (held?.token === token) held = undefined
    return callBiot({ ...wanted, token: await serviceToken() })
  }
}

function isTokenNotValid(error: unknown): boolean {
  return error instanceof BiotError && error.status === 401 && error.code === "TOKEN_NOT_VALID"
}

/** Whether BioT answers its health check within 3 s; never throws. */
export async function isBiotReachable(): Promise<boolean> {
  try {
    await callBiot({
      method: "GET",
      path: "/ums/system/healthCheck",
      answer: z.unknown(),
      timeoutMs: HEALTH_TIMEOUT_MS,
    })
    return true
  } catch (error) {
    // An answer that is not what we expect is an answer all the same.
    return error instanceof BiotError && (error.kind === "bad_shape" || error.kind === "refused")
  }
}

/** Forgets the token, as a restart would. */
export function forgetServiceToken(): void {
  held = undefined
}
