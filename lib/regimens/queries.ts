import "server-only"
import { and, asc, desc, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { excusedPeriods, organizations, regimens, regimenVersions } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { latestConsents } from "@/lib/consent/queries"
import { type LocalDate, localDateAt } from "@/lib/local-date"
import { sendingSettings } from "@/lib/messages/sending-settings"
import { readOfPatient } from "@/lib/patients/header-queries"
import type { Instant } from "@/lib/time"
import { scheduleOf } from "./dose-rows"
import { dosesAhead, placedAhead } from "./doses-ahead"
import type { Medication, MedicationVersion, PatientMedications, Period } from "./medications"
import { resolveWindows } from "./schedule"
import { changesOf, isInForce, lastVersion } from "./versions"

/**
 * A patient's regimens with their versions and doses ahead, the periods that are excused, and what
 * decides whether their reminders go out; in one read that leaves an audit entry. Throws `not_found`.
 */
export async function patientMedications(
  ctx: StaffContext,
  patientId: string,
  now: Instant,
): Promise<PatientMedications> {
  return readOfPatient(ctx, patientId, async (tx, patient) => {
    const today = localDateAt(now, patient.zone)
    const [home] = await tx.select({ settings: organizations.settings }).from(organizations)
    const { windows, quietHours, schedule } = sendingSettings(home?.settings)
    const consents = await latestConsents(tx, [patientId])
    return {
      now,
      today,
      hours: quietHours,
      consent: consents.get(patientId) ?? { kind: "none" as const, outsideHours: false },
      isScheduleOn: schedule.isOn,
      windows: resolveWindows(windows),
      medications: await medicationsOf(tx, patientId, { now, today }),
      periods: await periodsOf(tx, patientId),
    }
  })
}

type At = { now: Instant; today: LocalDate }

async function medicationsOf(tx: Transaction, patientId: string, at: At): Promise<Medication[]> {
  const rows = await tx
    .select()
    .from(regimens)
    .where(eq(regimens.patientId, patientId))
    .orderBy(asc(regimens.medication), asc(regimens.createdAt))
  const medications: Medication[] = []
  for (const row of rows) {
    const medication = await medicationOf(tx, row, at)
    if (medication) medications.push(medication)
  }
  const order = { active: 0, planned: 1, ended: 2 }
  return medications.sort((a, b) => order[a.state] - order[b.state])
}

async function medicationOf(
  tx: Transaction,
  row: typeof regimens.$inferSelect,
  { now, today }: At,
): Promise<Medication | null> {
  const versions = await versionsOf(tx, row)
  const [first, last] = [versions.at(0), lastVersion(versions)]
  if (!first || !last) return null
  const ahead = await dosesAhead(tx, row.id, now)
  const next = ahead
    .filter(({ state, dueAt }) => state === "scheduled" && dueAt > now)
    .sort((a, b) => a.dueAt - b.dueAt)
    .at(0)
  const hasEnded = last.endDate !== null && last.endDate < today
  return {
    id: row.id,
    medication: row.medication,
    state: hasEnded ? "ended" : first.startDate > today ? "planned" : "active",
    seen: { versionId: last.id, endDate: last.endDate },
    versions,
    changes: changesOf(versions),
    next: next ? { dueAt: next.dueAt, localDate: next.localDate, slot: next.slot } : null,
    ahead: ahead.map(placedAhead),
  }
}

async function versionsOf(
  tx: Transaction,
  { id, doseText }: typeof regimens.$inferSelect,
): Promise<MedicationVersion[]> {
  const rows = await tx
    .select()
    .from(regimenVersions)
    .where(eq(regimenVersions.regimenId, id))
    .orderBy(asc(regimenVersions.startDate))
  return rows.filter(isInForce).flatMap((row): MedicationVersion[] => {
    const schedule = scheduleOf(row)
    if (!schedule) return []
    const { isReminding, createdAt } = row
    const rest = { isReminding, createdAt, doseText: row.doseText ?? doseText }
    return [{ ...schedule, id: row.id, ...rest }]
  })
}

/** Those that excuse any day at all, the newest first. */
async function periodsOf(tx: Transaction, patientId: string): Promise<Period[]> {
  const name = (column: typeof excusedPeriods.createdBy | typeof excusedPeriods.endedBy) =>
    sql<string | null>`(select nullif(concat_ws(' ', s.first_name, s.last_name), '')
       from staff s where s.id = ${column})`
  return tx
    .select({
      id: excusedPeriods.id,
      regimenId: excusedPeriods.regimenId,
      medication: regimens.medication,
      kind: excusedPeriods.kind,
      reason: excusedPeriods.reason,
      fromDate: excusedPeriods.fromDate,
      toDate: excusedPeriods.toDate,
      by: name(excusedPeriods.createdBy),
      endedBy: name(excusedPeriods.endedBy),
    })
    .from(excusedPeriods)
    .leftJoin(regimens, eq(regimens.id, excusedPeriods.regimenId))
    .where(
      and(
        eq(excusedPeriods.patientId, patientId),
        sql`coalesce(${excusedPeriods.toDate} >= ${excusedPeriods.fromDate}, true)`,
      ),
    )
    .orderBy(desc(excusedPeriods.fromDate), desc(excusedPeriods.createdAt))
}
