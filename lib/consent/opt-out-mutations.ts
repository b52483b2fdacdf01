import "server-only"
import { and, eq } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { optOuts, patients } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { cancelledEntries, cancelQueued } from "@/lib/messages/cancel-queued"
import { type LockedPatient, lockPatients } from "@/lib/patients/lock"
import { parsePhone } from "@/lib/patients/phone"
import { renewSummariesOf } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import { insertConsents } from "./mutations"
import { patientsWithPhone } from "./queries"
import {
  type LiftOptOut,
  liftOptOutSchema,
  type OptOutPatient,
  optOutPatientSchema,
} from "./schema"

const NOT_HERE = "This patient is not in your organization. Nothing was changed."
const MOVED = "The patient's phone number changed meanwhile. Look at it again; nothing was changed."

/**
 * Stops texts to the patient's phone, whoever else owns it, because they asked for it otherwise than
 * by text; what is queued to the phone is cancelled at once. Asked for again, it changes nothing.
 * Throws `not_found`, `invalid` (no phone), `conflict` (another phone by now), `forbidden`.
 */
export async function optOutPatient(
  ctx: StaffContext,
  input: OptOutPatient,
): Promise<{ cancelled: number }> {
  const { patientId, phone: seen, means } = optOutPatientSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "consent.record", async (tx, work) => {
    const { phone, owners } = await lockOwners(tx, patientId, seen)
    const before = await standingOptOut(tx, phone)
    if (before !== null) {
      await audit(work, "opt_out.repeated", [patientId], { means })
      return { cancelled: 0 }
    }
    await setOptOut(tx, ctx, { phone, isOptedOut: true, now })
    const cancelled = await cancelQueued(tx, { reason: "opted_out", phone }, now)
    await audit(work, "opt_out.recorded", idsOf(owners), { means, cancelled: cancelled.length })
    if (cancelled.length > 0) await work.audit(...cancelledEntries(cancelled, "opted_out"))
    await renewSummariesOf(tx, owners, now)
    tell(work, [...idsOf(owners), ...cancelled.map((each) => each.patientId)])
    return { cancelled: cancelled.length }
  })
}

/**
 * Lifts the opt-out of the patient's phone, which takes the patient's fresh consent in the same act.
 * A carrier may go on blocking: that only the patient's own START lifts. The same `consentId` again
 * changes nothing. Throws `not_found`, `invalid` (no phone), `conflict` (another phone, or the
 * opt-out is gone or newer than the one seen), `forbidden`.
 */
export async function liftOptOut(ctx: StaffContext, input: LiftOptOut): Promise<{ phone: string }> {
  const { patientId, phone: shown, seen, consentId, ...said } = liftOptOutSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "consent.record", async (tx, work) => {
    const { phone, owners } = await lockOwners(tx, patientId, shown)
    const consent = { ...said, kind: "given" as const }
    const fresh = await insertConsents(tx, ctx, [{ patientId, consentId }], consent, {
      at: now,
      now,
    })
    const { means, outsideHours } = said
    if (fresh.size === 0) {
      await audit(work, "opt_out.lift_repeated", [patientId], { consentId })
      return { phone }
    }
    const standing = await standingOptOut(tx, phone)
    if (standing === null) {
      throw new AppError("conflict", "No opt-out stands for this phone. Nothing was changed.")
    }
    if (standing > seen) {
      const sentence = "The phone opted out again meanwhile. Look at it again; nothing was changed."
      throw new AppError("conflict", sentence)
    }
    await setOptOut(tx, ctx, { phone, isOptedOut: false, now })
    await work.audit({
      verb: "consent.given",
      subjectKind: "consent",
      subjectId: consentId,
      patientId,
      details: { means, outsideHours },
    })
    await audit(work, "opt_out.lifted", idsOf(owners), { means, consentId })
    await renewSummariesOf(tx, owners, now)
    tell(work, idsOf(owners))
    return { phone }
  })
}

/** The patient's phone and all of its owners, whose rows are held; in order, as everywhere. */
async function lockOwners(
  tx: Transaction,
  patientId: string,
  seen: string,
): Promise<{ phone: string; owners: LockedPatient[] }> {
  const [patient] = await tx
    .select({ phone: patients.phone })
    .from(patients)
    .where(eq(patients.id, patientId))
  if (!patient) throw new AppError("not_found", NOT_HERE)
  if (patient.phone === null) {
    const sentence = "BioT shows no phone number of this patient. Nothing was changed."
    throw new AppError("invalid", sentence, { field: "phone" })
  }
  if (e164(patient.phone) !== e164(seen)) throw new AppError("conflict", MOVED)
  const ids = new Set([patientId, ...(await patientsWithPhone(tx, patient.phone))])
  const locked = await lockPatients(tx, [...ids])
  if (locked.get(patientId)?.phone !== patient.phone) throw new AppError("conflict", MOVED)
  return { phone: e164(patient.phone), owners: [...locked.values()] }
}

function e164(phone: string): string {
  const parsed = parsePhone(phone)
  return parsed.ok ? parsed.e164 : phone
}

/** When the opt-out that stands for the phone was made; its row is held. */
async function standingOptOut(tx: Transaction, phone: string): Promise<Instant | null> {
  const [found] = await tx
    .select({ changedAt: optOuts.changedAt })
    .from(optOuts)
    .where(and(eq(optOuts.phone, phone), eq(optOuts.isOptedOut, true)))
    .for("update")
  return found?.changedAt ?? null
}

async function setOptOut(
  tx: Transaction,
  { organizationId, staffId }: StaffContext,
  { phone, isOptedOut, now }: { phone: string; isOptedOut: boolean; now: Instant },
): Promise<void> {
  const change = { isOptedOut, changedAt: now, replyId: null, changedBy: staffId }
  await tx
    .insert(optOuts)
    .values({ organizationId, phone, ...change })
    .onConflictDoUpdate({ target: [optOuts.organizationId, optOuts.phone], set: change })
}

/** Of each owner: the history of a phone is told on all of their pages, and no entry holds a number. */
async function audit(
  work: Work,
  verb: string,
  patientIds: readonly string[],
  details: Record<string, unknown>,
): Promise<void> {
  await work.audit(
    ...patientIds.map((patientId) => {
      return { verb, subjectKind: "patient", subjectId: patientId, patientId, details }
    }),
  )
}

function idsOf(owners: readonly LockedPatient[]): string[] {
  return owners.map(({ patientId }) => patientId)
}

function tell(work: Work, patientIds: readonly string[]): void {
  for (const patientId of new Set(patientIds)) {
    work.publish("patient", patientId)
    work.publish("messages", patientId)
  }
}
