import { randomInt, randomUUID } from "node:crypto"
import { Hono } from "hono"
import { z } from "zod"
import { requireScope } from "./auth"
import { BiotError, loginFailed, readBody } from "./biot-error"
import { MINUTE_MS, SECOND_MS } from "./clock"
import {
  findByUsername,
  findEntity,
  hasMfa,
  organizationOf,
  type StoredEntity,
  textOf,
} from "./entities"
import { addMessage } from "./messages"
import { SERVICE_SCOPES } from "./settings"
import { signToken } from "./tokens"
import { SERVICE_USER_ID, type World } from "./world"

/** The end of what lives that long, on a whole second: a token's `exp` can say no other. */
const endAfter = (ms: number) => Math.ceil((Date.now() + ms) / SECOND_MS) * SECOND_MS
const iso = (instant: number) => new Date(instant).toISOString()

const mfaSchema = z.object({ expirationInMinutes: z.number().positive().nullish() })

/** How long a second step may take; a person may have a time of their own. */
function mfaMs(world: World, person: StoredEntity): number {
  const minutes = mfaSchema.safeParse(person.entity._mfa).data?.expirationInMinutes
  return minutes ? minutes * MINUTE_MS : world.settings.mfaSeconds * SECOND_MS
}

/** What a token of a person is good for, while a step of their sign-in is still to come and after. */
function scopesOf(step: "code" | "password" | "done"): string[] {
  if (step === "code") return ["UMS_MFA_LOGIN", "UMS_RESEND_MFA_SMS"]
  return step === "password" ? [] : ["PROTECTED_API"]
}

async function answerSession(world: World, person: StoredEntity, mfaPending: boolean) {
  const { accessTokenSeconds, refreshTokenSeconds } = world.settings
  const refreshEnd = endAfter(refreshTokenSeconds * SECOND_MS)
  const codeEnd = endAfter(mfaMs(world, person))
  const organizationId = organizationOf(person.entity)?.id ?? person.id
  const refreshTokenId = randomUUID()
  const claims = { sub: person.id, tenantId: organizationId, tokenType: "USER", refreshTokenId }
  const issue = (scopes: string[], end: number) => ({
    token: signToken(
      { ...claims, scopes, jti: randomUUID(), exp: end / SECOND_MS },
      world.keys.current,
    ),
    expiration: iso(end),
  })
  const resetRequired = person.login?.passwordResetRequired ?? false
  const withRefresh = !mfaPending && !resetRequired
  if (withRefresh) {
    await world.pool.query(
      "INSERT INTO refresh_tokens (id, user_id, expires_at) VALUES ($1, $2, $3)",
      [refreshTokenId, person.id, refreshEnd],
    )
  }
  const step = mfaPending ? "code" : resetRequired ? "password" : "done"
  const end = mfaPending ? codeEnd : endAfter(accessTokenSeconds * SECOND_MS)
  return {
    userId: person.id,
    ownerOrganizationId: organizationId,
    accessJwt: issue(scopesOf(step), end),
    refreshJwt: withRefresh ? { token: refreshTokenId, expiration: iso(refreshEnd) } : null,
    mfaRequired: mfaPending,
    mfaExpiration: mfaPending ? iso(codeEnd) : null,
    passwordResetRequired: resetRequired,
    phone: masked(textOf(person.entity._phone)),
  }
}

/** Who only knows a password is not told the number. */
function masked(phone: string | null): string | null {
  return phone?.slice(-4).padStart(phone.length, "*") ?? null
}

/** Texts a new code, the only one that counts from now on; returns until when. */
async function sendMfaCode(world: World, person: StoredEntity): Promise<number> {
  const expiresAt = endAfter(mfaMs(world, person))
  const code = String(randomInt(100_000, 1_000_000))
  await world.pool.query(
    `INSERT INTO mfa_codes (user_id, code, expires_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id) DO UPDATE SET code = excluded.code, expires_at = excluded.expires_at`,
    [person.id, code, expiresAt],
  )
  const number = textOf(person.entity._phone)
  const body = `Your verification code is ${code}`
  if (number) await addMessage(world, { number, direction: "toPhone", body, status: "delivered" })
  return expiresAt
}

async function personOf(world: World, id: string | undefined): Promise<StoredEntity> {
  const person = id ? await findEntity(world.pool, id) : null
  if (!person || person.entity._enabled === "DISABLED") throw loginFailed()
  return person
}

async function logIn(world: World, username: string, password: string | undefined) {
  const person = await findByUsername(world.pool, username)
  if (person?.login?.locked) throw new BiotError(401, "USER_LOCKED", "The user is locked")
  if (person?.login?.lockedMinutes) {
    const details = { timeLeftInMinutes: person.login.lockedMinutes }
    throw new BiotError(401, "USER_LOCKED_WITH_TIME", "The user is locked for a while", details)
  }
  if (!person?.login || person.login.password !== password) throw loginFailed()
  if (person.entity._enabled === "DISABLED" || person.entity._canLogin === false)
    throw loginFailed()
  const mfa = hasMfa(person.entity)
  if (mfa) await sendMfaCode(world, person)
  return answerSession(world, person, mfa)
}

async function useRefreshToken(world: World, token: string): Promise<string> {
  const id = z.uuid().safeParse(token).data ?? null
  const { rows } = await world.pool.query(
    "DELETE FROM refresh_tokens WHERE id = $1 AND expires_at > $2 RETURNING user_id",
    [id, Date.now()],
  )
  if (!rows[0]) throw new BiotError(403, "REFRESH_TOKEN_NOT_VALID", "Refresh token is not valid")
  return rows[0].user_id
}

const credentials = z.object({ username: z.string(), password: z.string().optional() })
const serviceCredentials = z.object({ id: z.guid(), secretKey: z.string() })
const refreshBody = z.object({ refreshToken: z.string() })

export function umsRoutes(world: World) {
  const app = new Hono()
  app.post("/v2/users/login", async (c) => {
    const body = await readBody(c, credentials)
    return c.json(await logIn(world, body.username, body.password))
  })
  app.post("/v2/users/login/mfa", async (c) => {
    const person = await personOf(world, requireScope(world, c, "UMS_MFA_LOGIN").sub)
    const { code } = await readBody(c, z.object({ code: z.string() }))
    const { rowCount } = await world.pool.query(
      "DELETE FROM mfa_codes WHERE user_id = $1 AND code = $2 AND expires_at > $3",
      [person.id, code, Date.now()],
    )
    if (!rowCount) throw loginFailed()
    return c.json(await answerSession(world, person, false))
  })
  app.post("/v2/users/login/mfa/resend", async (c) => {
    const person = await personOf(world, requireScope(world, c, "UMS_RESEND_MFA_SMS").sub)
    return c.json({ mfaExpiration: iso(await sendMfaCode(world, person)) })
  })
  app.post("/v2/users/token/refresh", async (c) => {
    const { refreshToken } = await readBody(c, refreshBody)
    const person = await personOf(world, await useRefreshToken(world, refreshToken))
    return c.json(await answerSession(world, person, false))
  })
  app.post("/v2/users/logout", async (c) => {
    const { refreshToken } = await readBody(c, refreshBody)
    await useRefreshToken(world, refreshToken).catch(() => null)
    return c.json({})
  })
  app.post("/v2/services/accessToken", async (c) => {
    const body = await readBody(c, serviceCredentials)
    const isKnown = body.id === SERVICE_USER_ID
    if (isKnown && world.settings.serviceLocked) {
      throw new BiotError(401, "SERVICE_LOCKED", "The service user is locked")
    }
    if (!isKnown || body.secretKey !== world.serviceSecret) throw loginFailed()
    const end = endAfter(world.settings.accessTokenSeconds * SECOND_MS)
    const claims = { serviceUserId: body.id, scopes: SERVICE_SCOPES, tokenType: "SERVICE" }
    const accessToken = signToken(
      { ...claims, jti: randomUUID(), exp: end / SECOND_MS },
      world.keys.current,
    )
    return c.json({ accessToken, accessTokenExpiration: iso(end) })
  })
  app.get("/v1/security/public-key", (c) =>
    c.json({
      publicKey: world.keys.current.publicSpki,
      previousPublicKey: world.keys.previous?.publicSpki ?? null,
    }),
  )
  return app
}
