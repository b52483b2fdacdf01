import "server-only"
import { and, eq, gt, gte, lte, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, excusedPeriods, regimens } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { isTaken } from "@/lib/doses/figures"
import { liveFacts, reduceDose } from "@/lib/doses/reduce"
import { appendEvents, loadStatedDoses, type NewEvent, type StatedDose } from "@/lib/doses/restate"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { addDays, type LocalDate } from "@/lib/local-date"
import { type LockedPatient, lockPatient } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import { excusingPeriod, type PeriodSpan } from "./periods"
import { EXCUSED, withdrawTexts } from "./replan-regimen"
import { type EndPeriod, type ExcusePeriod, endPeriodSchema, excusePeriodSchema } from "./schema"

const PATIENT_NOT_HERE = "There is no such patient in your organization. Nothing was changed."
const PERIOD_NOT_HERE = "There is no such period in your organization. Nothing was changed."

export type PeriodSaved = { periodId: string; patientId: string; doses: number }
/** Doses that were left out, and those that stay because they were reported taken. */
type Excused = { doses: number; taken: number }

/**
 * Leaves a patient's doses of some days out of the figures and of what is reminded, past days too: of
 * one regimen, which is a pause, or of all. What was said about them stays and comes back with them;
 * what was reported taken is not left out. The same `periodId` again changes nothing. Throws
 * `not_found`, `conflict` (the id is another patient's), `forbidden`.
 */
export async function excusePeriod(
  ctx: StaffContext,
  input: ExcusePeriod,
): Promise<PeriodSaved & Excused> {
  const { periodId, patientId, ...fields } = excusePeriodSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "regimens.edit", async (tx, work) => {
    const patient = await lockPatient(tx, patientId)
    if (!patient) throw new AppError("not_found", PATIENT_NOT_HERE)
    if (fields.regimenId !== null) await findRegimen(tx, fields.regimenId, patientId)
    const { organizationId } = patient
    const row = { organizationId, id: periodId, patientId, ...fields, createdBy: ctx.staffId }
    const written = await tx
      .insert(excusedPeriods)
      .values({ ...row, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: excusedPeriods.id })
    if (written.length === 0) await refuseIfAnothers(tx, periodId, patientId)
    const excused =
      written.length === 0
        ? { doses: 0, taken: 0 }
        : await excuseDoses(tx, { ...fields, id: periodId, patient, staffId: ctx.staffId, now })
    const { kind, regimenId, fromDate, toDate } = fields
    await work.audit({
      verb: written.length > 0 ? "period.excused" : "period.repeated",
      ...{ subjectKind: "excused_period", subjectId: periodId, patientId },
      details: { kind, regimenId, fromDate, toDate, ...excused },
    })
    work.publish("patient", patientId)
    return { periodId, patientId, ...excused }
  })
}

/**
 * Ends a period before its time: doses after `lastDate` are back in the plan unless another period
 * excuses them. Throws `not_found`, `invalid`, `conflict` (its end is not as `seen`), `forbidden`.
 */
export async function endPeriod(ctx: StaffContext, input: EndPeriod): Promise<PeriodSaved> {
  const { periodId, seen, lastDate } = endPeriodSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "regimens.edit", async (tx, work) => {
    const { patient, period } = await lockPeriod(tx, periodId)
    const { patientId } = patient
    if (period.toDate !== seen) {
      const sentence = "Somebody changed this period meanwhile. Nothing was changed; look again."
      throw new AppError("conflict", sentence)
    }
    const toDate = lastDate ?? addDays(period.fromDate, -1)
    if (toDate < addDays(period.fromDate, -1) || (seen !== null && toDate >= seen)) {
      const sentence = "Choose a day within the period, before its last."
      throw new AppError("invalid", sentence, { field: "lastDate" })
    }
    await tx
      .update(excusedPeriods)
      .set({ toDate, endedBy: ctx.staffId, endedAt: now })
      .where(eq(excusedPeriods.id, periodId))
    const back = await takeBack(tx, { periodId, toDate, patient, staffId: ctx.staffId, now })
    await work.audit({
      ...{ verb: "period.ended", subjectKind: "excused_period", subjectId: periodId, patientId },
      details: { lastDate, before: seen, doses: back },
    })
    work.publish("patient", patientId)
    return { periodId, patientId, doses: back }
  })
}

type By = { patient: LockedPatient; staffId: string; now: Instant }

/**
 * Excuses the doses of the days as they stand now. One that was reported taken stays: left out, it
 * would lower the rate. What is said later of a dose that was left out stays hidden with it, which
 * lowers nothing; one whose take is taken back later is excused by hand.
 */
async function excuseDoses(
  tx: Transaction,
  of: By & PeriodSpan & { reason: string },
): Promise<Excused> {
  const { id: periodId, regimenId, fromDate, toDate, reason, staffId, now } = of
  const rows = await tx
    .select({ id: doses.id })
    .from(doses)
    .where(
      and(
        eq(doses.patientId, of.patient.patientId),
        gte(doses.localDate, fromDate),
        toDate === null ? undefined : lte(doses.localDate, toDate),
        regimenId === null ? undefined : eq(doses.regimenId, regimenId),
      ),
    )
  const stated = await loadStatedDoses(
    tx,
    rows.map(({ id }) => id),
  )
  const left = stated.filter((dose) => !isTaken(reduceDose(dose, dose.events, now).state))
  const ids = left.map(({ id }) => id)
  const said = { kind: "excused", source: "staff", staffId, periodId, reason } as const
  const events = ids.map(
    (doseId): NewEvent => ({ ...said, id: newId(), doseId, at: now, recordedAt: now }),
  )
  await appendEvents(tx, [of.patient], left, events, now)
  await withdrawTexts(tx, ids, EXCUSED)
  return { doses: left.length, taken: stated.length - left.length }
}

type Voided = { id: string; doseId: string; regimenId: string; localDate: LocalDate }

/** Voids what the period said of doses after `toDate`, as far as it stands. */
async function takeBack(
  tx: Transaction,
  of: By & { periodId: string; toDate: LocalDate },
): Promise<number> {
  const { periodId, toDate, patient, staffId, now } = of
  const { rows } = await tx.execute<Voided>(sql`
    select e.id, e.dose_id as "doseId", d.regimen_id as "regimenId",
           d.local_date::text as "localDate"
      from dose_events e
      join doses d on d.organization_id = e.organization_id and d.id = e.dose_id
     where e.period_id = ${periodId} and e.kind = 'excused' and ${gt(sql`d.local_date`, toDate)}
       and not exists (select 1 from dose_events v
                        where v.organization_id = e.organization_id and v.dose_id = e.dose_id
                          and v.voids = e.id)`)
  const said = { kind: "voided", source: "staff", staffId, periodId } as const
  const events = rows.map(
    ({ id, doseId }): NewEvent => ({
      ...{ ...said, id: newId(), doseId, voids: id, at: now, recordedAt: now },
    }),
  )
  const ids = rows.map(({ doseId }) => doseId)
  const stated = await loadStatedDoses(tx, ids)
  events.push(...(await excusedOtherwise(tx, of, rows, stated)))
  await appendEvents(tx, [patient], stated, events, now)
  return ids.length
}

/**
 * A dose that was made within several periods was excused by the first of them alone: another one
 * says so in its place.
 */
async function excusedOtherwise(
  tx: Transaction,
  { patient, staffId, now }: By,
  voided: readonly Voided[],
  stated: readonly StatedDose[],
): Promise<NewEvent[]> {
  const periods = await tx
    .select()
    .from(excusedPeriods)
    .where(eq(excusedPeriods.patientId, patient.patientId))
  const gone = new Set(voided.map(({ id }) => id))
  const isExcused = ({ kind, id }: { kind: string; id: string }) =>
    kind === "excused" && !gone.has(id)
  const left = new Set(
    stated.filter(({ events }) => !liveFacts(events).some(isExcused)).map(({ id }) => id),
  )
  return voided.flatMap(({ doseId, ...dose }) => {
    const period = left.has(doseId) ? excusingPeriod(dose, periods) : null
    if (!period) return []
    const said = { kind: "excused", source: "staff", staffId, at: now, recordedAt: now } as const
    return { ...said, id: newId(), doseId, periodId: period.id, reason: period.reason }
  })
}

async function lockPeriod(tx: Transaction, periodId: string) {
  const same = eq(excusedPeriods.id, periodId)
  const [found] = await tx
    .select({ patientId: excusedPeriods.patientId })
    .from(excusedPeriods)
    .where(same)
  const patient = found ? await lockPatient(tx, found.patientId) : null
  const [period] = await tx.select().from(excusedPeriods).where(same)
  if (!patient || !period) throw new AppError("not_found", PERIOD_NOT_HERE)
  return { patient, period }
}

async function findRegimen(tx: Transaction, regimenId: string, patientId: string) {
  const [regimen] = await tx
    .select({ patientId: regimens.patientId })
    .from(regimens)
    .where(eq(regimens.id, regimenId))
  if (regimen?.patientId === patientId) return
  const sentence = "This medication is not this patient's. Nothing was changed."
  throw new AppError("not_found", sentence, { field: "regimenId" })
}

async function refuseIfAnothers(tx: Transaction, periodId: string, patientId: string) {
  const [earlier] = await tx
    .select({ patientId: excusedPeriods.patientId })
    .from(excusedPeriods)
    .where(eq(excusedPeriods.id, periodId))
  if (earlier?.patientId === patientId) return
  throw new AppError("conflict", "This was meant for another patient. Enter it again.")
}
