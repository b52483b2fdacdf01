import "server-only"
import { and, eq, gte, isNull, ne, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, regimens, regimenVersions } from "@/db/schema"
import { appendEvents, loadStatedDoses, type NewEvent } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { addDays, localDateAt } from "@/lib/local-date"
import { sendingSettings } from "@/lib/messages/sending-settings"
import type { LockedPatient } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import { DAYS_AHEAD, type DoseRow, doseRows, scheduleOf } from "./dose-rows"
import { moveDoses } from "./move-doses"
import { rezoneVersion } from "./rezone"

type Version = typeof regimenVersions.$inferSelect & { patientId: string }

export type Followed = { movedDoses: number; cancelledDoses: number }

/**
 * Takes a patient's regimens from one zone to another, those that were kept in the old one; the
 * patient's row is locked. Past and reminded doses stay, and so does one that would lie in the past
 * by the new clock: no dose becomes overdue by a change of zone. One that stays and would be asked
 * about together with one that moved is cancelled, and comes back when the zone does.
 */
export async function followZone(
  tx: Transaction,
  of: { patient: LockedPatient; oldZone: string; newZone: string; now: Instant },
): Promise<Followed> {
  const { patient, oldZone, newZone, now } = of
  if (oldZone === newZone) return { movedDoses: 0, cancelledDoses: 0 }
  const from = localDateAt(now, newZone)
  const plans = await planInZone(tx, { ...of, from })
  let movedDoses = 0
  const events: NewEvent[] = []
  for (const [regimenId, planned] of plans) {
    const done = await moveDoses(tx, { regimenId, planned, now })
    movedDoses += done.moved
    events.push(...done.events)
  }
  if (events.length > 0) {
    const stated = await loadStatedDoses(
      tx,
      events.map(({ doseId }) => doseId),
    )
    await appendEvents(tx, [patient], stated, events, now)
  }
  const cancelledDoses = events.filter(({ kind }) => kind === "cancelled").length
  return { movedDoses, cancelledDoses }
}

/** What the audit keeps of it. */
export function zoneDetails(zones: { oldZone: string; newZone: string }, followed: Followed) {
  const { movedDoses: doses, cancelledDoses: cancelled } = followed
  return { from: zones.oldZone, to: zones.newZone, doses, cancelled }
}

/** How many of a patient's regimens go on after today in another zone than `zone`, by theirs. */
export async function regimensElsewhere(
  tx: Transaction,
  { patientId, zone, now }: { patientId: string; zone: string; now: Instant },
): Promise<{ zone: string; regimens: number }[]> {
  return tx
    .select({
      zone: regimenVersions.timeZone,
      regimens: sql<number>`count(distinct ${regimenVersions.regimenId})::int`,
    })
    .from(regimenVersions)
    .innerJoin(regimens, eq(regimens.id, regimenVersions.regimenId))
    .where(
      and(
        eq(regimens.patientId, patientId),
        ne(regimenVersions.timeZone, zone),
        isGoingOn(addDays(localDateAt(now, zone), 1)),
      ),
    )
    .groupBy(regimenVersions.timeZone)
    .orderBy(regimenVersions.timeZone)
}

/** Splits the versions that the change concerns; the doses that they plan now, by regimen. */
async function planInZone(
  tx: Transaction,
  of: { patient: LockedPatient; oldZone: string; newZone: string; now: Instant; from: string },
): Promise<Map<string, DoseRow[]>> {
  const { patient, oldZone, newZone, now, from } = of
  const [home] = await tx.select({ settings: organizations.settings }).from(organizations)
  const { windows } = sendingSettings(home?.settings)
  const plans = new Map<string, DoseRow[]>()
  for (const version of await versionsIn(tx, { patientId: patient.patientId, oldZone }, from)) {
    await splitVersion(tx, version, { from, newZone, now })
    const inNewZone = { ...version, timeZone: newZone, createdAt: now }
    const rows = doseRows(inNewZone, addDays(from, -1), addDays(from, DAYS_AHEAD + 1), windows)
    plans.set(version.regimenId, [...(plans.get(version.regimenId) ?? []), ...rows])
  }
  return plans
}

async function versionsIn(
  tx: Transaction,
  { patientId, oldZone }: { patientId: string; oldZone: string },
  from: string,
): Promise<Version[]> {
  const rows = await tx
    .select({ version: regimenVersions, patientId: regimens.patientId })
    .from(regimenVersions)
    .innerJoin(regimens, eq(regimens.id, regimenVersions.regimenId))
    .where(
      and(
        eq(regimens.patientId, patientId),
        eq(regimenVersions.timeZone, oldZone),
        isGoingOn(from),
      ),
    )
  return rows.map((row) => ({ ...row.version, patientId: row.patientId }))
}

/** A version that was replaced before it began ends before its start, and does not go on. */
const isGoingOn = (from: string) =>
  or(
    isNull(regimenVersions.endDate),
    and(
      gte(regimenVersions.endDate, from),
      gte(regimenVersions.endDate, regimenVersions.startDate),
    ),
  )

async function splitVersion(
  tx: Transaction,
  version: Version,
  { from, newZone, now }: { from: string; newZone: string; now: Instant },
): Promise<void> {
  const schedule = scheduleOf(version)
  const rezoned = schedule && rezoneVersion(schedule, from)
  if (!rezoned) return
  const same = and(eq(regimenVersions.id, version.id))
  if (rezoned.lastDate === null) {
    await tx.update(regimenVersions).set({ timeZone: newZone }).where(same)
    return
  }
  await tx.update(regimenVersions).set({ endDate: rezoned.lastDate }).where(same)
  const { patientId: _, ...row } = version
  for (const part of rezoned.next) {
    await tx
      .insert(regimenVersions)
      .values({ ...row, ...part, id: newId(), timeZone: newZone, createdAt: now })
  }
}
