import "server-only"
import { eq } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseEventKind, DoseState } from "@/db/enums"
import { doseEvents, doses } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { type LockedPatient, lockPatient } from "@/lib/patients/lock"
import { liveFacts, reduceDose } from "./reduce"
import { appendEvents, loadStatedDoses, type StatedDose } from "./restate"
import { type VoidEvent, voidEventSchema } from "./schema"

const VOIDABLE: readonly DoseEventKind[] = ["taken", "not_taken", "excused"]

export type Restated = { doseId: string; patientId: string; state: DoseState }

/**
 * Takes a statement about a dose back; it stays in the history. Throws `not_found`, `invalid`
 * (a reminder, say, is a fact), `conflict` (taken back already), `forbidden`.
 */
export async function voidEvent(ctx: StaffContext, input: VoidEvent): Promise<Restated> {
  const { eventId, reason } = voidEventSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "doses.correct", async (tx, work) => {
    const [found] = await tx
      .select({ doseId: doseEvents.doseId, kind: doseEvents.kind })
      .from(doseEvents)
      .where(eq(doseEvents.id, eventId))
    if (!found) throw new AppError("not_found", "This entry does not exist here.")
    if (!VOIDABLE.includes(found.kind)) {
      throw new AppError("invalid", "Only what somebody said about a dose can be taken back.")
    }
    const { patient, dose } = await lockDose(tx, found.doseId)
    if (!liveFacts(dose.events).some(({ id }) => id === eventId)) {
      throw new AppError("conflict", "Somebody took this entry back already. Nothing was changed.")
    }
    const before = reduceDose(dose, dose.events, now).state
    const event = {
      id: newId(),
      kind: "voided" as const,
      source: "staff" as const,
      at: now,
      takenAt: null,
      voids: eventId,
      recordedAt: now,
    }
    return append(tx, work, { ctx, patient, dose, event, reason, before })
  })
}

/** The patient's row first, then the dose as it is under that lock. */
async function lockDose(
  tx: Transaction,
  doseId: string,
): Promise<{ patient: LockedPatient; dose: StatedDose }> {
  const [owner] = await tx
    .select({ patientId: doses.patientId })
    .from(doses)
    .where(eq(doses.id, doseId))
  const patient = owner ? await lockPatient(tx, owner.patientId) : null
  const [dose] = await loadStatedDoses(tx, [doseId])
  if (!patient || !dose) throw new AppError("not_found", "This dose does not exist here.")
  return { patient, dose }
}

async function append(
  tx: Transaction,
  work: Work,
  of: {
    ctx: StaffContext
    patient: LockedPatient
    dose: StatedDose
    event: StatedDose["events"][number]
    reason: string
    before: DoseState
  },
): Promise<Restated> {
  const { ctx, patient, event, reason, before } = of
  const { id: doseId, patientId } = of.dose
  const now = event.recordedAt
  const said = { ...event, doseId, staffId: ctx.staffId, reason }
  const [dose] = await appendEvents(tx, [patient], [of.dose], [said], now)
  const { state } = reduceDose(of.dose, dose?.events ?? [], now)
  await work.audit({
    verb: `dose.${event.kind}`,
    subjectKind: "dose",
    subjectId: doseId,
    patientId,
    details: { eventId: event.id, voids: event.voids ?? null, before, after: state },
  })
  work.publish("patient", patientId)
  return { doseId, patientId, state }
}
