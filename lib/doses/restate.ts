import "server-only"
import { eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doseEvents, doses } from "@/db/schema"
import { type LockedPatient, lockPatient } from "@/lib/patients/lock"
import { renewSummariesOf } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import { type DoseFact, type DoseTimes, liveFacts, reduceDose } from "./reduce"

/** A dose with every statement about it, and whether any reply was matched to it. */
export type StatedDose = DoseTimes & {
  id: string
  patientId: string
  replied: boolean
  events: DoseFact[]
}

/**
 * Renews the stored state of doses of one patient from their events, then the patient's summary.
 * Locks the patient's row first, each step its own statement: see `lockPatient`.
 */
export async function restateDoses(
  tx: Transaction,
  of: { organizationId: string; patientId: string; doseIds: readonly string[]; now: Instant },
): Promise<void> {
  const patient = await lockPatient(tx, of.patientId)
  if (!patient) return
  const stated = await loadStatedDoses(tx, of.doseIds)
  await saveStates(tx, patient.organizationId, stated, [], of.now)
  await renewSummariesOf(tx, [patient], of.now)
}

/** A statement about to be appended to a dose's events. */
export type NewEvent = DoseFact & {
  doseId: string
  replyId?: string | null
  messageId?: string | null
  staffId?: string | null
  periodId?: string | null
  correctionId?: string | null
  reason?: string | null
}

/**
 * Appends `events` to doses that were loaded under their patients' locks and renews their states
 * and the patients' summaries. Returns the doses with their new events.
 */
export async function appendEvents(
  tx: Transaction,
  patients: readonly LockedPatient[],
  stated: readonly StatedDose[],
  events: readonly NewEvent[],
  now: Instant,
): Promise<StatedDose[]> {
  const grown = stated.map((dose) => {
    const said = events.filter(({ doseId }) => doseId === dose.id)
    const replied = dose.replied || said.some(({ source }) => source === "patient")
    return { ...dose, replied, events: [...dose.events, ...said] }
  })
  const [first] = patients
  if (first) await saveStates(tx, first.organizationId, grown, events, now)
  await renewSummariesOf(tx, patients, now)
  return grown
}

/**
 * Says anew whether the doses of `messageIds` were answered, after a reply was taken away from one
 * of them or given to another. The patients' summaries are renewed by the caller.
 */
export async function renewReplied(
  tx: Transaction,
  messageIds: readonly (string | null)[],
): Promise<void> {
  const ids = messageIds.filter((id) => id !== null)
  if (ids.length === 0) return
  const { rows } = await tx.execute<{ id: string; answered: boolean }>(sql`
    select a.id, exists (
             select 1 from replies r join message_doses md on md.message_id = r.message_id
              where r.patient_id = a.patient_id and md.dose_id = a.id
                and r.state in ('applied', 'review')) as answered
      from doses a where a.id in (select dose_id from message_doses
                                   where message_id = any(${sql.param(ids)}::uuid[]))`)
  const answered = new Map(rows.map((row) => [row.id, row.answered]))
  const stated = await loadStatedDoses(tx, [...answered.keys()])
  const fresh = stated.map(({ id, events }) => {
    return { id, replied: answered.get(id) === true || hasOwnWord(events) }
  })
  await tx.execute(sql`
    update doses d set replied = fresh.replied
      from json_to_recordset(${JSON.stringify(fresh)}::json) as fresh (id uuid, replied boolean)
     where d.id = fresh.id and d.replied <> fresh.replied`)
}

function hasOwnWord(events: readonly DoseFact[]): boolean {
  return liveFacts(events).some(({ source }) => source === "patient")
}

/** The organization's doses of `doseIds` with their events; unknown ids are left out. */
export async function loadStatedDoses(
  tx: Transaction,
  doseIds: readonly string[],
): Promise<StatedDose[]> {
  if (doseIds.length === 0) return []
  const rows = await tx
    .select({ dose: DOSE_COLUMNS, event: EVENT_COLUMNS })
    .from(doses)
    .leftJoin(doseEvents, eq(doseEvents.doseId, doses.id))
    .where(sql`${doses.id} = any(${sql.param([...doseIds])}::uuid[])`)
    .prepare("stated_doses")
    .execute()
  const byId = new Map<string, StatedDose>()
  for (const { dose, event } of rows) {
    const stated = byId.get(dose.id) ?? { ...dose, events: [] }
    if (event) stated.events.push(event)
    byId.set(dose.id, stated)
  }
  return [...byId.values()]
}

const DOSE_COLUMNS = {
  id: doses.id,
  patientId: doses.patientId,
  dueAt: doses.dueAt,
  opensAt: doses.opensAt,
  onTimeUntil: doses.onTimeUntil,
  closesAt: doses.closesAt,
  replied: doses.replied,
}

const EVENT_COLUMNS = {
  id: doseEvents.id,
  kind: doseEvents.kind,
  source: doseEvents.source,
  at: doseEvents.at,
  recordedAt: doseEvents.recordedAt,
  takenAt: doseEvents.takenAt,
  voids: doseEvents.voids,
  replyId: doseEvents.replyId,
}

const iso = (at: Instant | null | undefined) =>
  at === null || at === undefined ? null : new Date(at).toISOString()

/** One statement: the states are reduced here, so neither half reads what the other writes. */
async function saveStates(
  tx: Transaction,
  organizationId: string,
  stated: readonly StatedDose[],
  events: readonly NewEvent[],
  now: Instant,
): Promise<void> {
  if (stated.length === 0) return
  const said = events.map(({ at, recordedAt, takenAt, ...event }) => ({
    ...event,
    at: iso(at),
    recordedAt: iso(recordedAt),
    takenAt: iso(takenAt),
  }))
  const states = stated.map((dose) => {
    const { state, takenAt, reminded } = reduceDose(dose, dose.events, now)
    return { id: dose.id, state, takenAt: iso(takenAt), reminded, replied: dose.replied }
  })
  await tx.execute(sql`
    /* prepared: save_states */ with said as (
      insert into dose_events (organization_id, id, dose_id, kind, source, at, taken_at, reply_id,
        message_id, staff_id, voids, period_id, correction_id, reason, recorded_at)
      select ${organizationId}::uuid, id, "doseId", kind, source, at, "takenAt", "replyId",
             "messageId", "staffId", voids, "periodId", "correctionId", reason, "recordedAt"
        from json_to_recordset(${JSON.stringify(said)}::json) as e (id uuid, "doseId" uuid,
          kind text, source text, at timestamptz, "takenAt" timestamptz, "replyId" uuid,
          "messageId" uuid, "staffId" uuid, voids uuid, "periodId" uuid, "correctionId" uuid, reason text,
          "recordedAt" timestamptz))
    update doses d set state = fresh.state, taken_at = fresh."takenAt", reminded = fresh.reminded,
           replied = fresh.replied
      from json_to_recordset(${JSON.stringify(states)}::json) as fresh (id uuid, state text,
        "takenAt" timestamptz, reminded boolean, replied boolean)
     where d.id = fresh.id and (d.state, d.taken_at, d.reminded, d.replied)
           is distinct from (fresh.state, fresh."takenAt", fresh.reminded, fresh.replied)`)
}
