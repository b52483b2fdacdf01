import "server-only"
import { and, eq, gt, inArray, isNull, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, organizations, regimens, regimenVersions } from "@/db/schema"
import { newId } from "@/lib/id"
import { addDays, localDateAt } from "@/lib/local-date"
import { sendingSettings } from "@/lib/messages/sending-settings"
import type { Instant } from "@/lib/time"
import { type DoseRow, doseRows, scheduleOf } from "./materialize"
import { rezoneVersion } from "./rezone"

const DAYS_PLANNED = 14

type Version = typeof regimenVersions.$inferSelect & { patientId: string }

/**
 * Takes a patient's regimens from one zone to another, those that were kept in the old one; the
 * patient's row is locked. Past and reminded doses stay, and so does one that would lie in the past
 * by the new clock: no dose becomes overdue by a change of zone. Returns how many doses moved.
 */
export async function followZone(
  tx: Transaction,
  of: { patientId: string; oldZone: string; newZone: string; now: Instant },
): Promise<number> {
  if (of.oldZone === of.newZone) return 0
  const [home] = await tx.select({ settings: organizations.settings }).from(organizations)
  const { windows } = sendingSettings(home?.settings)
  const from = localDateAt(of.now, of.newZone)
  let moved = 0
  for (const version of await versionsIn(tx, of, from)) {
    await splitVersion(tx, version, { from, ...of })
    const inNewZone = { ...version, timeZone: of.newZone, createdAt: of.now }
    const rows = doseRows(inNewZone, addDays(from, -1), addDays(from, DAYS_PLANNED + 1), windows)
    moved += await moveDoses(tx, rows, of.now)
  }
  return moved
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
        or(isNull(regimenVersions.endDate), gt(regimenVersions.endDate, addDays(from, -1))),
      ),
    )
  return rows.map((row) => ({ ...row.version, patientId: row.patientId }))
}

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

/** Only doses that nobody was, or may have been, reminded of, and that nobody said anything about. */
async function moveDoses(tx: Transaction, rows: readonly DoseRow[], now: Instant): Promise<number> {
  if (rows.length === 0) return 0
  const [first] = rows
  const standing = await tx
    .select({ id: doses.id, localDate: doses.localDate, slot: doses.slot })
    .from(doses)
    .where(
      and(
        eq(doses.regimenId, first?.regimenId ?? ""),
        gt(doses.dueAt, now),
        eq(doses.reminded, false),
        inArray(doses.state, ["scheduled", "cancelled", "excused"]),
        sql`not exists (select 1 from message_doses md join messages m
              on m.organization_id = md.organization_id and m.id = md.message_id
             where md.organization_id = ${doses.organizationId} and md.dose_id = ${doses.id}
               and m.state in ('queued', 'sending', 'sent', 'unknown'))`,
      ),
    )
  const planned = new Map(rows.map((row) => [`${row.localDate} ${row.slot}`, row]))
  let moved = 0
  for (const { id, localDate, slot } of standing) {
    const row = planned.get(`${localDate} ${slot}`)
    if (!row) continue
    const { timeZone, dueAt, opensAt, onTimeUntil, closesAt } = row
    await tx
      .update(doses)
      .set({ timeZone, dueAt, opensAt, onTimeUntil, closesAt })
      .where(eq(doses.id, id))
    moved += 1
  }
  return moved
}
