import "server-only"
import { organizations, sessions } from "@/db/schema"
import { type BiotSession, logout, whoAmI } from "@/lib/biot/people"
import { isStaff, type StaffSelf, saveSelf } from "@/lib/directory/self"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import { mintSystemContext } from "./context"
import { renewalAt } from "./renewal"
import { seal } from "./seal"
import { asSystem, writeAs } from "./unit-of-work"

export type SignedIn = { staffId: string; organizationId: string; sessionId: string }
export type Admission =
  | { ok: true; who: SignedIn }
  | { ok: false; reason: "unavailable" | "patient" | "disabled" }
  | { ok: false; reason: "no_role"; organizationId: string; staffId: string }

type Attempt = Pick<BiotSession, "accessToken" | "accessExpiresAt" | "refreshToken">

/**
 * Lets in somebody whom BioT signed in: keeps who BioT says they are and opens a session, if they
 * have a role here. BioT's own session goes on only where ours does.
 */
export async function admit(attempt: Attempt, now: Instant): Promise<Admission> {
  let isAdmitted = false
  try {
    const admission = await decide(attempt, now)
    isAdmitted = admission.ok
    return admission
  } finally {
    if (!isAdmitted && attempt.refreshToken) await logout(attempt.refreshToken)
  }
}

async function decide(attempt: Attempt, now: Instant): Promise<Admission> {
  const asOf = Date.now()
  const found = await whoAmI(attempt.accessToken)
  if (!found.ok) return { ok: false, reason: "unavailable" }
  const { person } = found
  if (!isStaff(person)) return { ok: false, reason: "patient" }
  await bringOrganization(person)
  return openSession(person, attempt, { asOf, now })
}

/** Known to us or not: the pull brings the rest of it, its time zone above all. */
async function bringOrganization({ organizationId, organizationName }: StaffSelf): Promise<void> {
  const name = organizationName || "Your organization"
  await asSystem((tx) =>
    tx
      .insert(organizations)
      .values({ id: organizationId, name, timeZone: "UTC" })
      .onConflictDoNothing(),
  )
}

async function openSession(
  person: StaffSelf,
  attempt: Attempt,
  at: { asOf: Instant; now: Instant },
): Promise<Admission> {
  const { organizationId, id: staffId } = person
  const ctx = mintSystemContext(organizationId, "sign-in", newId())
  return writeAs(ctx, "sessions.manage", async (tx, work) => {
    const subject = { subjectKind: "staff", subjectId: staffId }
    const { role, isEnabled } = await saveSelf(tx, work, { person, asOf: at.asOf })
    const reason = !isEnabled ? "disabled" : role === null ? "no_role" : null
    if (reason) {
      await work.audit({ verb: "sign_in_refused", ...subject, details: { reason } })
      return reason === "no_role"
        ? { ok: false, reason, organizationId, staffId }
        : { ok: false, reason }
    }
    const { refreshToken, accessExpiresAt } = attempt
    const sessionId = newId()
    await tx.insert(sessions).values({
      organizationId,
      id: sessionId,
      staffId,
      refreshTokenSealed: refreshToken ? seal(refreshToken, "refresh token") : null,
      biotRenewAt: refreshToken ? renewalAt(accessExpiresAt, at.now) : null,
    })
    await work.audit({ verb: "signed_in", ...subject })
    return { ok: true, who: { staffId, organizationId, sessionId } }
  })
}
