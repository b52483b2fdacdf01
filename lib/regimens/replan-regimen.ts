import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import {
  excusedPeriods,
  messageDoses,
  messages,
  organizations,
  patients,
  regimenVersions,
} from "@/db/schema"
import { appendEvents, loadStatedDoses, type NewEvent } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import { sendingSettings } from "@/lib/messages/sending-settings"
import type { LockedPatient } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import { DAYS_AHEAD, type DoseRow, expectedRows } from "./dose-rows"
import { dosesAhead, placedAhead, REGIMEN_CHANGED, saveTimes } from "./doses-ahead"
import { insertDoses } from "./insert-doses"
import { excusingPeriod } from "./periods"
import { type Replan, replanDoses } from "./replan"

/** Of doses ahead: how many are new (or back), have other times, and are no longer expected. */
export type Replanned = { added: number; moved: number; cancelled: number }

type Of = { patient: LockedPatient; regimenId: string; staffId: string; now: Instant }

/**
 * Makes a regimen's doses ahead what its versions expect now; the patient's row is locked. What was
 * reminded, reported or is past stays. Queued texts that ask for nothing any more are withdrawn.
 */
export async function replanRegimen(tx: Transaction, of: Of): Promise<Replanned> {
  const { patient, regimenId, now } = of
  const existing = (await dosesAhead(tx, regimenId, now)).map(placedAhead)
  const lastDate = existing
    .map(({ localDate }) => localDate)
    .sort()
    .at(-1)
  const expected = await expectedAhead(tx, { ...of, lastDate: lastDate ?? null })
  const plan = replanDoses(existing, expected, now)
  await saveTimes(
    tx,
    plan.update.map(({ id, times }) => ({ id, ...times })),
  )
  await insertNew(tx, of, plan.insert)
  const events = eventsOf(plan, of)
  const doseIds = [...new Set(events.map(({ doseId }) => doseId))]
  await appendEvents(tx, [patient], await loadStatedDoses(tx, doseIds), events, now)
  await withdrawTexts(tx, plan.cancel, REGIMEN_CHANGED)
  return countsOf(plan)
}

/** What a plan changes, in numbers. */
export function countsOf({ insert, update, cancel, revive }: Replan<DoseRow>): Replanned {
  const added = insert.filter(({ isCancelled }) => !isCancelled).length
  const revived = new Set(revive.map(({ doseId }) => doseId)).size
  return { added: added + revived, moved: update.length, cancelled: cancel.length }
}

async function expectedAhead(
  tx: Transaction,
  { patient, regimenId, now, lastDate }: Of & { lastDate: LocalDate | null },
): Promise<DoseRow[]> {
  const [home] = await tx.select({ settings: organizations.settings }).from(organizations)
  const { windows } = sendingSettings(home?.settings)
  const versions = await tx
    .select()
    .from(regimenVersions)
    .where(eq(regimenVersions.regimenId, regimenId))
  return versions.flatMap((version) => {
    const today = localDateAt(now, version.timeZone)
    const planned = addDays(today, DAYS_AHEAD)
    const until = lastDate !== null && lastDate > planned ? lastDate : planned
    const of = { ...version, patientId: patient.patientId }
    return expectedRows(of, addDays(today, -1), until, windows)
  })
}

/** For who is disabled none are made; planning makes them when the patient is back. */
async function insertNew(
  tx: Transaction,
  { patient, now }: Of,
  rows: Replan<DoseRow>["insert"],
): Promise<void> {
  const [{ isEnabled } = { isEnabled: false }] = await tx
    .select({ isEnabled: patients.isEnabled })
    .from(patients)
    .where(eq(patients.id, patient.patientId))
  if (!isEnabled || rows.length === 0) return
  const periods = await tx
    .select()
    .from(excusedPeriods)
    .where(eq(excusedPeriods.patientId, patient.patientId))
  const fresh = rows.map((row) => ({ ...row, periodId: excusingPeriod(row, periods)?.id ?? null }))
  await insertDoses(tx, fresh, now)
}

function eventsOf({ cancel, revive }: Replan<DoseRow>, { staffId, now }: Of): NewEvent[] {
  const said = { source: "staff", staffId, at: now, recordedAt: now } as const
  return [
    ...cancel.map(
      (doseId): NewEvent => ({
        ...{ ...said, id: newId(), doseId, kind: "cancelled", reason: REGIMEN_CHANGED },
      }),
    ),
    ...revive.map(
      ({ doseId, eventId }): NewEvent => ({
        ...{ ...said, id: newId(), doseId, kind: "voided", voids: eventId },
      }),
    ),
  ]
}

/** Why texts were withdrawn whose doses a period excused. */
export const EXCUSED = "excused"

/** Cancels queued texts about `doseIds` none of whose doses is expected any more. */
export async function withdrawTexts(
  tx: Transaction,
  doseIds: readonly string[],
  reason: typeof EXCUSED | typeof REGIMEN_CHANGED,
): Promise<number> {
  if (doseIds.length === 0) return 0
  const withdrawn = await tx
    .update(messages)
    .set({ state: "cancelled", reason })
    .where(
      and(
        eq(messages.state, "queued"),
        sql`${messages.id} in (select ${messageDoses.messageId} from ${messageDoses}
              where ${messageDoses.doseId} = any(${sql.param([...doseIds])}::uuid[]))`,
        sql`not exists (select 1 from message_doses md join doses d
               on d.organization_id = md.organization_id and d.id = md.dose_id
             where md.message_id = ${messages.id} and d.state not in ('cancelled', 'excused'))`,
      ),
    )
    .returning({ id: messages.id })
  return withdrawn.length
}
