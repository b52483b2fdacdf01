import "server-only"
import { and, asc, eq, gt, gte, inArray, isNull, or } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, organizations, patients, regimens, regimenVersions } from "@/db/schema"
import { mintSystemContext, type SystemContext } from "@/lib/auth/context"
import { asSystem, readAs, writeAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { addDays, localDateAt } from "@/lib/local-date"
import { sendingSettings } from "@/lib/messages/sending-settings"
import { expandDoses } from "./occurrences"
import { resolveWindows, type Schedule, scheduleSchema, type WindowOverrides } from "./schedule"

const DAYS_AHEAD = 14
/** So far back a worker that was away makes up for what it missed. */
const DAYS_BACK = 2
const PAGE = 200
const ROWS_PER_INSERT = 1_000

export type DoseRow = typeof doses.$inferInsert
type Version = typeof regimenVersions.$inferSelect & { patientId: string }

/** A stored version as the schedule that it is; null if what is stored is not one. */
export function scheduleOf(version: typeof regimenVersions.$inferSelect): Schedule | null {
  return scheduleSchema.safeParse(version).data ?? null
}

/** The rows of the doses that a version expects, dates in the patient's calendar, both included. */
export function doseRows(
  version: Version,
  fromDate: string,
  toDate: string,
  organizationWindows: WindowOverrides | undefined,
): DoseRow[] {
  const schedule = scheduleOf(version)
  if (!schedule) return []
  const windows = resolveWindows(organizationWindows, schedule.windows)
  return expandDoses(schedule, fromDate, toDate, windows)
    .filter((dose) => dose.dueAt >= version.createdAt)
    .map(({ label: _, ...dose }) => ({
      ...dose,
      organizationId: version.organizationId,
      id: newId(),
      patientId: version.patientId,
      regimenId: version.regimenId,
      timeZone: schedule.timeZone,
    }))
}

/** Makes the doses of every organization that are due within 14 days and not there yet. */
export async function materializeAll(now: number): Promise<number> {
  const all = await asSystem((tx) =>
    tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.isActive, true)),
  )
  let made = 0
  for (const { id } of all) {
    made += await materializeDoses(mintSystemContext(id, "materialize-doses", newId()), { now })
  }
  return made
}

/**
 * Makes one organization's missing doses, from two days ago to 14 days ahead; those that are there
 * never change. Returns how many were made. Source: design 4-adherence, Schedules.
 */
export async function materializeDoses(
  ctx: SystemContext,
  { now }: { now: number },
): Promise<number> {
  let made = 0
  let after: string | null = null
  do {
    const page: { missing: DoseRow[]; last: string | null } = await readAs(ctx, (tx) =>
      missingDoses(tx, now, after),
    )
    after = page.last
    if (page.missing.length > 0) made += await insertDoses(ctx, page.missing)
  } while (after !== null)
  return made
}

async function missingDoses(tx: Transaction, now: number, after: string | null) {
  const [home] = await tx.select({ settings: organizations.settings }).from(organizations)
  const { windows } = sendingSettings(home?.settings)
  const versions = await versionPage(tx, now, after)
  const existing = await tx
    .select({ regimenId: doses.regimenId, localDate: doses.localDate, slot: doses.slot })
    .from(doses)
    .where(
      and(
        inArray(
          doses.regimenId,
          versions.map((version) => version.regimenId),
        ),
        gte(doses.localDate, addDays(localDateAt(now, "UTC"), -DAYS_BACK - 1)),
      ),
    )
  const keys = new Set(existing.map(keyOf))
  const missing = versions.flatMap((version) => {
    const today = localDateAt(now, version.timeZone)
    const rows = doseRows(version, addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD), windows)
    return rows.filter((row) => !keys.has(keyOf(row)))
  })
  return { missing, last: versions.length === PAGE ? (versions.at(-1)?.id ?? null) : null }
}

async function versionPage(tx: Transaction, now: number, after: string | null) {
  const earliest = addDays(localDateAt(now, "UTC"), -DAYS_BACK - 1)
  const rows = await tx
    .select({ version: regimenVersions, patientId: regimens.patientId })
    .from(regimenVersions)
    .innerJoin(regimens, eq(regimens.id, regimenVersions.regimenId))
    .innerJoin(patients, eq(patients.id, regimens.patientId))
    .where(
      and(
        or(isNull(regimenVersions.endDate), gte(regimenVersions.endDate, earliest)),
        isNull(patients.deletedAt),
        eq(patients.isEnabled, true),
        after ? gt(regimenVersions.id, after) : undefined,
      ),
    )
    .orderBy(asc(regimenVersions.id))
    .limit(PAGE)
  return rows.map(({ version, patientId }) => ({ ...version, patientId }))
}

async function insertDoses(ctx: SystemContext, rows: readonly DoseRow[]): Promise<number> {
  return writeAs(ctx, "doses.maintain", async (tx, { audit }) => {
    let made = 0
    for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
      const inserted = await tx
        .insert(doses)
        .values(rows.slice(at, at + ROWS_PER_INSERT))
        .onConflictDoNothing()
        .returning({ id: doses.id })
      made += inserted.length
    }
    await audit({
      verb: "doses.materialized",
      subjectKind: "organization",
      subjectId: ctx.organizationId,
      details: { doses: made },
    })
    return made
  })
}

function keyOf(dose: { regimenId: string; localDate: string; slot: string }): string {
  return `${dose.regimenId} ${dose.localDate} ${dose.slot}`
}
