import "server-only"
import { eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doseEvents, doses } from "@/db/schema"
import { type LockedPatient, lockPatient, renewSummaryOf } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import { type DoseFact, type DoseTimes, reduceDose } from "./reduce"

/** A dose with every statement about it. */
export type StatedDose = DoseTimes & { id: string; patientId: string; events: DoseFact[] }

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
  await saveStates(tx, await loadStatedDoses(tx, of.doseIds), of.now)
  await renewSummaryOf(tx, patient, of.now)
}

/** `restateDoses` for doses that were loaded, with their newest events, under the patient's lock. */
export async function restateLoaded(
  tx: Transaction,
  patient: LockedPatient,
  stated: readonly StatedDose[],
  now: Instant,
): Promise<void> {
  await saveStates(tx, stated, now)
  await renewSummaryOf(tx, patient, now)
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
}

const EVENT_COLUMNS = {
  id: doseEvents.id,
  kind: doseEvents.kind,
  source: doseEvents.source,
  at: doseEvents.at,
  recordedAt: doseEvents.recordedAt,
  takenAt: doseEvents.takenAt,
  voids: doseEvents.voids,
}

async function saveStates(
  tx: Transaction,
  stated: readonly StatedDose[],
  now: Instant,
): Promise<void> {
  if (stated.length === 0) return
  const reduced = stated.map((dose) => ({ id: dose.id, ...reduceDose(dose, dose.events, now) }))
  const ids = sql.param(reduced.map(({ id }) => id))
  const states = sql.param(reduced.map(({ state }) => state))
  const takes = sql.param(
    reduced.map(({ takenAt }) => (takenAt === null ? null : new Date(takenAt).toISOString())),
  )
  await tx.execute(sql`
    /* prepared: save_states */ update doses set state = fresh.state, taken_at = fresh.taken_at
      from unnest(${ids}::uuid[], ${states}::text[], ${takes}::timestamptz[])
        as fresh (id, state, taken_at)
     where doses.id = fresh.id
       and (doses.state, doses.taken_at) is distinct from (fresh.state, fresh.taken_at)`)
}
