import "server-only"
import { z } from "zod"
import { organizations, sessions, staff } from "@/db/schema"
import { login, logout, whoAmI } from "@/lib/biot/people"
import { newId } from "@/lib/id"
import { mayAttempt } from "./attempts"
import { mintSystemContext } from "./context"
import { roleOf } from "./roles"
import { seal } from "./seal"
import { asSystem, writeAs } from "./unit-of-work"

export const credentialsSchema = z.object({
  username: z.string().trim().min(1).max(320),
  password: z.string().min(1).max(1_000),
})

export type SignInFailure =
  | "wrong_credentials"
  | "locked"
  | "too_many_attempts"
  | "password_reset_required"
  | "mfa_required"
  | "no_role"
  | "disabled"
  | "unavailable"

export type SignedIn = { staffId: string; organizationId: string; sessionId: string }

/**
 * Signs a person in at BioT, keeps who they are and opens a session. The portal holds no
 * passwords; BioT's refresh token is kept sealed, for signing out there too.
 */
export async function signInAtBiot(
  input: z.infer<typeof credentialsSchema>,
  now: number,
): Promise<{ ok: true; who: SignedIn } | { ok: false; reason: SignInFailure }> {
  if (!mayAttempt(input.username, now)) return { ok: false, reason: "too_many_attempts" }
  const attempt = await login(input.username, input.password)
  if (!attempt.ok) return { ok: false, reason: attempt.reason }
  const found = await whoAmI(attempt.accessToken)
  if (!found.ok) return { ok: false, reason: "unavailable" }
  const { person } = found
  const role = roleOf(person.userType, person.templateName)
  const refusal = !person.isEnabled ? "disabled" : role === null ? "no_role" : null
  if (refusal || person.userType === "patient") {
    if (attempt.refreshToken) await logout(attempt.refreshToken, attempt.accessToken)
    return { ok: false, reason: refusal ?? "no_role" }
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
