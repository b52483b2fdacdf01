import "server-only"
import { eq } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseState } from "@/db/enums"
import { doseEvents } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type AuditEntry, type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { type LockedPatient, lockPatient } from "@/lib/patients/lock"
import { EXCUSED, withdrawTexts } from "@/lib/regimens/replan-regimen"
import { type Instant, MINUTE_MS } from "@/lib/time"
import { isChangedSince, type Obstacle, obstacleTo } from "./correctable"
import { type DoseFact, liveFacts, reduceDose } from "./reduce"
import { appendEvents, loadStatedDoses, type NewEvent, type StatedDose } from "./restate"
import {
  type CorrectDoses,
  correctDosesSchema,
  type UndoCorrection,
  undoCorrectionSchema,
} from "./schema"
import { isSpokenSince } from "./spoken-since"

const CLOCKS_DIFFER_MS = 2 * MINUTE_MS
const PATIENT_NOT_HERE = "There is no such patient in your organization. Nothing was changed."

/** A dose before and after a correction or its undo. */
export type CorrectedDose = { doseId: string; before: DoseState; after: DoseState }
/** Why one dose kept the others from being saved, and how it stands now. */
export type RefusedDose = { doseId: string; why: Obstacle; state: DoseState }
export type DosesCorrected =
  | { ok: true; correctionId: string; doses: CorrectedDose[] }
  | { ok: false; refused: RefusedDose[] }
export type CorrectionUndone = {
  correctionId: string
  doses: CorrectedDose[]
  /** Somebody said more about these since; each can still be taken back by itself. */
  kept: string[]
}

/** Rolls the transaction back with an answer for the person. */
class NothingSaved extends Error {
  constructor(readonly refused: RefusedDose[]) {
    super("Nothing was corrected.")
  }
}

/**
 * Staff's word about doses of one patient, in one step: all of them or, if any is no longer as
 * `seen` or cannot be corrected so, none, told dose by dose. The same `correctionId` again changes
 * nothing and answers as the first time. Throws `not_found`, `invalid`, `conflict`, `forbidden`.
 */
export async function correctDoses(
  ctx: StaffContext,
  input: CorrectDoses,
): Promise<DosesCorrected> {
  const asked = { ...correctDosesSchema.parse(input), now: Date.now() }
  refuseWrongTime(asked)
  try {
    return await writeAs(ctx, "doses.correct", async (tx, work) => {
      const { patientId, correctionId } = asked
      const patient = await lockPatient(tx, patientId)
      if (!patient) throw new AppError("not_found", PATIENT_NOT_HERE)
      const known = await dosesOfCorrection(tx, correctionId, patientId)
      if (known.length > 0) return await repeated(work, asked, known)
      const stated = await dosesHere(tx, asked)
      const refused = stated.flatMap((dose) => refusal(dose, asked))
      if (refused.length > 0) throw new NothingSaved(refused)
      const events = stated.map(({ id }) => statement(id, asked, ctx.staffId))
      const of = { patient, correctionId, stated, events, now: asked.now }
      const corrected = await saved(tx, work, of)
      const excused = asked.as === "excused" ? stated.map(({ id }) => id) : []
      await withdrawTexts(tx, excused, EXCUSED)
      return corrected
    })
  } catch (error) {
    if (error instanceof NothingSaved) return { ok: false, refused: error.refused }
    throw error
  }
}

type Asked = ReturnType<typeof correctDosesSchema.parse> & { now: Instant }

function refuseWrongTime({ doses, as, takenAt, now }: Asked): void {
  if (takenAt === null) return
  const wrong =
    doses.length > 1 || as !== "taken"
      ? "A time belongs to one dose that was taken. Nothing was changed."
      : takenAt > now + CLOCKS_DIFFER_MS
        ? "The time lies in the future. Nothing was changed."
        : null
  if (wrong) throw new AppError("invalid", wrong, { field: "takenAt" })
}

/** In the order asked, each once. */
async function dosesHere(tx: Transaction, { doses, patientId }: Asked): Promise<StatedDose[]> {
  const ids = [...new Set(doses.map(({ doseId }) => doseId))]
  const found = new Map((await loadStatedDoses(tx, ids)).map((dose) => [dose.id, dose]))
  return ids.map((id) => {
    const dose = found.get(id)
    if (dose?.patientId === patientId) return dose
    throw new AppError("not_found", "One of these doses does not exist here. Nothing was changed.")
  })
}

function refusal(dose: StatedDose, { doses, as, takenAt, now }: Asked): RefusedDose[] {
  const { state } = reduceDose(dose, dose.events, now)
  const seen = doses.find(({ doseId }) => doseId === dose.id)?.seen ?? state
  const why = isChangedSince(seen, state)
    ? "changed"
    : obstacleTo(as, { state, from: dose.opensAt, isTimed: takenAt !== null }, now)
  return why ? [{ doseId: dose.id, why, state }] : []
}

function statement(doseId: string, asked: Asked, staffId: string): NewEvent {
  const { as, reason, takenAt, correctionId, now } = asked
  return {
    ...{ id: newId(), doseId, kind: as, source: "staff", staffId, reason, correctionId },
    ...{ at: now, recordedAt: now, takenAt },
  }
}

/** The doses of a correction as they stand; none: it was never saved. */
async function dosesOfCorrection(
  tx: Transaction,
  correctionId: string,
  patientId: string,
): Promise<{ dose: StatedDose; said: DoseFact }[]> {
  const rows = await tx
    .select({ id: doseEvents.id, doseId: doseEvents.doseId })
    .from(doseEvents)
    .where(eq(doseEvents.correctionId, correctionId))
  const stated = await loadStatedDoses(
    tx,
    rows.map(({ doseId }) => doseId),
  )
  return stated.map((dose) => {
    const said = dose.events.find(({ id }) => rows.some((row) => row.id === id))
    if (dose.patientId === patientId && said) return { dose, said }
    throw new AppError("conflict", "This correction is another patient's. Nothing was changed.")
  })
}

async function repeated(
  work: Work,
  { correctionId, patientId, as, now }: Asked,
  known: readonly { dose: StatedDose; said: DoseFact }[],
): Promise<DosesCorrected> {
  if (known.some(({ said }) => said.kind !== as)) {
    throw new AppError("conflict", "This form was saved already. Open it again to say more.")
  }
  await work.audit({
    ...{ verb: "doses.correction_repeated", subjectKind: "patient", subjectId: patientId },
    ...{ patientId, details: { correctionId, doses: known.length } },
  })
  const doses = known.map(({ dose, said }) => effectOf(dose, [said.id], now))
  return { ok: true, correctionId, doses }
}

/** What events did to a dose, read from its history. */
function effectOf(dose: StatedDose, eventIds: readonly string[], now: Instant): CorrectedDose {
  const without = dose.events.filter(({ id }) => !eventIds.includes(id))
  const before = reduceDose(dose, without, now).state
  return { doseId: dose.id, before, after: reduceDose(dose, dose.events, now).state }
}

type Saving = {
  patient: LockedPatient
  correctionId: string
  stated: StatedDose[]
  events: NewEvent[]
  now: Instant
}

async function saved(tx: Transaction, work: Work, of: Saving) {
  const { patient, correctionId, stated, events, now } = of
  const grown = await appendEvents(tx, [patient], stated, events, now)
  const byDose = new Map(events.map((event) => [event.doseId, event]))
  const entries: AuditEntry[] = []
  const [first] = events
  const doses = grown.flatMap((dose) => {
    const event = byDose.get(dose.id)
    if (!event) return []
    const effect = effectOf(dose, [event.id], now)
    const { before, after } = effect
    // Whoever tells what was done tells it once: the first entry says of how many.
    const step = event === first ? { together: events.length } : { alongside: first?.id }
    const voids = event.voids ?? null
    const details = { eventId: event.id, voids, before, after, correctionId, ...step }
    const subject = { subjectKind: "dose", subjectId: dose.id, patientId: patient.patientId }
    entries.push({ verb: `dose.${event.kind}`, ...subject, details })
    return [effect]
  })
  await work.audit(...entries)
  work.publish("patient", patient.patientId)
  return { ok: true as const, correctionId, doses }
}

/**
 * Takes back what a correction stated, by events that void it, and nothing else: a dose about which
 * somebody said more since stays, and is told. Again it changes nothing. Throws `not_found`,
 * `forbidden`.
 */
export async function undoCorrection(
  ctx: StaffContext,
  input: UndoCorrection,
): Promise<CorrectionUndone> {
  const { correctionId, patientId } = undoCorrectionSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "doses.correct", async (tx, work) => {
    const patient = await lockPatient(tx, patientId)
    if (!patient) throw new AppError("not_found", PATIENT_NOT_HERE)
    const known = await dosesOfCorrection(tx, correctionId, patientId)
    if (known.length === 0) throw new AppError("not_found", "There is no such correction here.")
    const standing = known.filter(({ dose, said }) => stands(dose, said))
    const kept = standing.filter(({ dose, said }) => isSpokenSince(dose.events, said))
    const back = standing.filter((each) => !kept.includes(each))
    if (back.length === 0) {
      await work.audit({
        ...{ verb: "doses.correction_stays", subjectKind: "patient", subjectId: patientId },
        ...{ patientId, details: { correctionId, doses: kept.length } },
      })
    }
    const events = back.map(({ dose, said }) => voiding(dose.id, said.id, ctx.staffId, now))
    const stated = back.map(({ dose }) => dose)
    const of = { patient, correctionId, stated, events, now }
    const { doses } = back.length > 0 ? await saved(tx, work, of) : { doses: [] }
    return { correctionId, doses, kept: kept.map(({ dose }) => dose.id) }
  })
}

function stands({ events }: StatedDose, { id }: DoseFact): boolean {
  return liveFacts(events).some((fact) => fact.id === id)
}

function voiding(doseId: string, voids: string, staffId: string, now: Instant): NewEvent {
  return {
    ...{ id: newId(), doseId, kind: "voided", source: "staff", staffId, voids },
    ...{ at: now, recordedAt: now, takenAt: null },
  }
}
