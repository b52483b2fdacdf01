import "server-only"
import { eq } from "drizzle-orm"
import type { z } from "zod"
import type { Transaction } from "@/db/client"
import { patients, regimens, regimenVersions } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import { type LockedPatient, lockPatient } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import { scheduleOf } from "./dose-rows"
import { type Replanned, replanRegimen } from "./replan-regimen"
import {
  type EditRegimen,
  type EndRegimen,
  editRegimenSchema,
  endRegimenSchema,
  type StartRegimen,
  startRegimenSchema,
} from "./schema"
import { continueFrom, endedBy, isAsSeen, isInForce, type SeenVersion } from "./versions"

const PATIENT_NOT_HERE = "There is no such patient in your organization. Nothing was changed."
const REGIMEN_NOT_HERE = "There is no such medication in your organization. Nothing was changed."
const CHANGED =
  "Somebody changed this medication meanwhile. Nothing was changed; close this and look at it again."

export type RegimenPlanned = Replanned & { regimenId: string; patientId: string }

/**
 * Begins a regimen in the patient's zone and makes its doses of the days ahead. The same `regimenId`
 * again changes nothing. Throws `invalid`, `not_found`, `conflict` (the id is another patient's, the
 * patient was deleted), `forbidden`.
 */
export async function startRegimen(
  ctx: StaffContext,
  input: StartRegimen,
): Promise<RegimenPlanned> {
  const fields = startRegimenSchema.parse(input)
  const { patientId, regimenId, medication, startDate, ...plan } = fields
  const now = Date.now()
  return writeAs(ctx, "regimens.edit", async (tx, work) => {
    const patient = await lockHere(tx, patientId)
    const { organizationId } = patient
    const row = { organizationId, id: regimenId, patientId, medication, doseText: plan.doseText }
    const written = await tx.insert(regimens).values(row).onConflictDoNothing().returning()
    if (written.length === 0) await refuseIfAnothers(tx, regimenId, patientId)
    else await addVersions(tx, { patient, regimenId, plan, now }, [{ ...plan, startDate }])
    const verb = written.length > 0 ? "regimen.started" : "regimen.repeated"
    return finish(tx, work, { ctx, patient, regimenId, now, verb, details: { startDate } })
  })
}

/**
 * Changes a regimen from a day on, today at the earliest: what it was is closed the day before. What
 * is past, reminded or reported stays. Throws `invalid`, `not_found`, `conflict` (not as `seen`, the
 * patient was deleted), `forbidden`.
 */
export async function editRegimen(ctx: StaffContext, input: EditRegimen): Promise<RegimenPlanned> {
  const { regimenId, seen, from, ...plan } = editRegimenSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "regimens.edit", async (tx, work) => {
    const { patient, versions } = await lockRegimen(tx, regimenId, seen)
    if (from < localDateAt(now, patient.timeZone)) {
      throw new AppError("invalid", "A change holds from today at the earliest.", { field: "from" })
    }
    const schedules = versions.flatMap((each) => scheduleOf(each) ?? [])
    const parts = continueFrom(schedules, plan, from)
    if (parts.length === 0) {
      const sentence = "No dose would be expected before this last day. End the medication instead."
      throw new AppError("invalid", sentence, { field: "endDate" })
    }
    await endVersions(tx, endedBy(versions, addDays(from, -1)))
    const added = await addVersions(tx, { patient, regimenId, plan, now }, parts)
    const details = { from, replaced: seen.versionId, versions: added }
    return finish(tx, work, { ctx, patient, regimenId, now, verb: "regimen.edited", details })
  })
}

/**
 * Ends a regimen with a day, yesterday at the earliest: then none of today's doses that are still to
 * come is expected. Throws as `editRegimen`, and `conflict` if it has ended by then already.
 */
export async function endRegimen(ctx: StaffContext, input: EndRegimen): Promise<RegimenPlanned> {
  const { regimenId, seen, lastDate } = endRegimenSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "regimens.edit", async (tx, work) => {
    const { patient, versions } = await lockRegimen(tx, regimenId, seen)
    if (lastDate < addDays(localDateAt(now, patient.timeZone), -1)) {
      const sentence = "What is past stays as it is: the last day is yesterday at the earliest."
      throw new AppError("invalid", sentence, { field: "lastDate" })
    }
    const ended = endedBy(versions, lastDate)
    if (ended.length === 0) {
      throw new AppError("conflict", "This medication ends by then already. Nothing was changed.")
    }
    await endVersions(tx, ended)
    const details = { lastDate }
    return finish(tx, work, { ctx, patient, regimenId, now, verb: "regimen.ended", details })
  })
}

async function finish(
  tx: Transaction,
  work: Work,
  of: {
    ctx: StaffContext
    patient: LockedPatient
    regimenId: string
    now: Instant
    verb: string
    details: Record<string, unknown>
  },
): Promise<RegimenPlanned> {
  const { ctx, patient, regimenId, now, verb, details } = of
  const { patientId } = patient
  const planned = await replanRegimen(tx, { patient, regimenId, staffId: ctx.staffId, now })
  const counts = { ...planned }
  await work.audit({
    ...{ verb, subjectKind: "regimen", subjectId: regimenId, patientId },
    details: { ...details, ...counts },
  })
  work.publish("patient", patientId)
  return { regimenId, patientId, ...planned }
}

async function lockHere(tx: Transaction, patientId: string): Promise<LockedPatient> {
  const patient = await lockPatient(tx, patientId)
  if (!patient) throw new AppError("not_found", PATIENT_NOT_HERE)
  const [row] = await tx
    .select({ deletedAt: patients.deletedAt })
    .from(patients)
    .where(eq(patients.id, patientId))
  if (row?.deletedAt !== null) {
    throw new AppError("conflict", "This patient was deleted in BioT. Nothing was changed.")
  }
  return patient
}

async function lockRegimen(tx: Transaction, regimenId: string, seen: SeenVersion) {
  const [regimen] = await tx
    .select({ patientId: regimens.patientId })
    .from(regimens)
    .where(eq(regimens.id, regimenId))
  if (!regimen) throw new AppError("not_found", REGIMEN_NOT_HERE)
  const patient = await lockHere(tx, regimen.patientId)
  const versions = await tx
    .select()
    .from(regimenVersions)
    .where(eq(regimenVersions.regimenId, regimenId))
  if (!isAsSeen(versions, seen)) throw new AppError("conflict", CHANGED)
  return { patient, versions: versions.filter(isInForce) }
}

async function refuseIfAnothers(tx: Transaction, regimenId: string, patientId: string) {
  const [earlier] = await tx
    .select({ patientId: regimens.patientId })
    .from(regimens)
    .where(eq(regimens.id, regimenId))
  if (earlier?.patientId === patientId) return
  throw new AppError("conflict", "This was meant for another patient. Enter it again.")
}

type Plan = Pick<
  z.output<typeof editRegimenSchema>,
  "doseText" | "slots" | "windows" | "isReminding"
>
type Part = Pick<z.output<typeof editRegimenSchema>, "endDate" | "recurrence"> & {
  startDate: LocalDate
}

async function addVersions(
  tx: Transaction,
  of: { patient: LockedPatient; regimenId: string; plan: Plan; now: Instant },
  parts: readonly Part[],
): Promise<string[]> {
  const { patient, regimenId, now } = of
  const { doseText, slots, windows, isReminding } = of.plan
  const { organizationId, timeZone } = patient
  const bySlot = slots.toSorted((a, b) => (a.localTime < b.localTime ? -1 : 1))
  const rows = parts.map(({ startDate, endDate, recurrence }) => ({
    ...{ organizationId, id: newId(), regimenId, startDate, endDate, recurrence, timeZone },
    ...{ doseText, slots: bySlot, windows, isReminding, createdAt: now },
  }))
  await tx.insert(regimenVersions).values(rows)
  return rows.map(({ id }) => id)
}

async function endVersions(tx: Transaction, ended: ReturnType<typeof endedBy>): Promise<void> {
  for (const { id, endDate } of ended) {
    await tx.update(regimenVersions).set({ endDate }).where(eq(regimenVersions.id, id))
  }
}
