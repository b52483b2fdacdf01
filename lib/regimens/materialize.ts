import "server-only"
import { and, asc, eq, exists, gt, gte, isNull, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import {
  doses,
  excusedPeriods,
  organizations,
  patients,
  regimens,
  regimenVersions,
} from "@/db/schema"
import { mintSystemContext, type SystemContext } from "@/lib/auth/context"
import { asSystem, readAs, writeAs } from "@/lib/auth/unit-of-work"
import { grouped } from "@/lib/grouped"
import { newId } from "@/lib/id"
import { addDays, localDateAt } from "@/lib/local-date"
import { sendingSettings } from "@/lib/messages/sending-settings"
import { lockPatients } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import { DAYS_AHEAD, doseRows } from "./dose-rows"
import { insertDoses, type NewDose } from "./insert-doses"
import { excusingPeriod, type PeriodSpan } from "./periods"
import type { WindowOverrides } from "./schedule"

/** So far back a worker that was away makes up for what it missed. */
const DAYS_BACK = 2
const PATIENTS_AT_ONCE = 300

type Version = typeof regimenVersions.$inferSelect & { patientId: string }
type Period = PeriodSpan & { patientId: string }
type Plan = { versions: Version[]; periods: Period[]; windows: WindowOverrides | undefined }

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
 * never change, and those of an excused period are excused from the first. Returns how many were
 * made. Source: design 4-adherence, Schedules.
 */
export async function materializeDoses(
  ctx: SystemContext,
  { now }: { now: number },
): Promise<number> {
  let made = 0
  let after: string | null = null
  do {
    const page: Page = await readAs(ctx, (tx) => readPage(tx, now, after))
    after = page.patientIds.length === PATIENTS_AT_ONCE ? (page.patientIds.at(-1) ?? null) : null
    if (page.missing.length > 0) made += await makeMissing(ctx, page, now)
  } while (after !== null)
  return made
}

type Page = { patientIds: string[]; plan: Plan; missing: NewDose[] }

async function readPage(tx: Transaction, now: Instant, after: string | null): Promise<Page> {
  const patientIds = await patientPage(tx, now, after)
  const plan = await planOf(tx, patientIds, now)
  return { patientIds, plan, missing: await missingDoses(tx, plan, now) }
}

/** Somebody may have edited a regimen since the page was read; under the lock nobody can. */
async function makeMissing(ctx: SystemContext, page: Page, now: Instant): Promise<number> {
  return writeAs(ctx, "doses.maintain", async (tx, { audit }) => {
    await lockPatients(tx, [...new Set(page.missing.map(({ patientId }) => patientId))])
    const plan = await planOf(tx, page.patientIds, now)
    const isSame = JSON.stringify(plan) === JSON.stringify(page.plan)
    const missing = isSame ? page.missing : await missingDoses(tx, plan, now)
    const made = await insertDoses(tx, missing, now)
    await audit({
      verb: "doses.materialized",
      subjectKind: "organization",
      subjectId: ctx.organizationId,
      details: { doses: made },
    })
    return made
  })
}

async function missingDoses(tx: Transaction, plan: Plan, now: Instant): Promise<NewDose[]> {
  const { versions, windows } = plan
  const existing = await tx
    .select({ regimenId: doses.regimenId, localDate: doses.localDate, slot: doses.slot })
    .from(doses)
    .where(
      and(
        isOneOf(
          doses.regimenId,
          versions.map(({ regimenId }) => regimenId),
        ),
        gte(doses.localDate, earliest(now)),
      ),
    )
  const keys = new Set(existing.map(keyOf))
  const periods = grouped(plan.periods, ({ patientId }) => patientId)
  return versions.flatMap((version) => {
    const today = localDateAt(now, version.timeZone)
    const rows = doseRows(version, addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD), windows)
    const excused = periods.get(version.patientId) ?? []
    return rows
      .filter((row) => !keys.has(keyOf(row)))
      .map((row) => ({ ...row, periodId: excusingPeriod(row, excused)?.id ?? null }))
  })
}

const earliest = (now: Instant) => addDays(localDateAt(now, "UTC"), -DAYS_BACK - 1)

const isGoingOn = (now: Instant) =>
  or(isNull(regimenVersions.endDate), gte(regimenVersions.endDate, earliest(now)))

async function patientPage(tx: Transaction, now: Instant, after: string | null) {
  const expecting = tx
    .select({ one: sql`1` })
    .from(regimens)
    .innerJoin(regimenVersions, eq(regimenVersions.regimenId, regimens.id))
    .where(and(eq(regimens.patientId, patients.id), isGoingOn(now)))
  const rows = await tx
    .select({ id: patients.id })
    .from(patients)
    .where(
      and(
        isNull(patients.deletedAt),
        eq(patients.isEnabled, true),
        after ? gt(patients.id, after) : undefined,
        exists(expecting),
      ),
    )
    .orderBy(asc(patients.id))
    .limit(PATIENTS_AT_ONCE)
  return rows.map(({ id }) => id)
}

async function planOf(tx: Transaction, patientIds: string[], now: Instant): Promise<Plan> {
  const [home] = await tx.select({ settings: organizations.settings }).from(organizations)
  const { windows } = sendingSettings(home?.settings)
  const rows = await tx
    .select({ version: regimenVersions, patientId: regimens.patientId })
    .from(regimenVersions)
    .innerJoin(regimens, eq(regimens.id, regimenVersions.regimenId))
    .where(and(isOneOf(regimens.patientId, patientIds), isGoingOn(now)))
    .orderBy(asc(regimenVersions.id))
  const periods = await tx
    .select({
      id: excusedPeriods.id,
      patientId: excusedPeriods.patientId,
      regimenId: excusedPeriods.regimenId,
      fromDate: excusedPeriods.fromDate,
      toDate: excusedPeriods.toDate,
    })
    .from(excusedPeriods)
    .where(isOneOf(excusedPeriods.patientId, patientIds))
    .orderBy(asc(excusedPeriods.id))
  const versions = rows.map(({ version, patientId }) => ({ ...version, patientId }))
  return { versions, periods, windows }
}

const isOneOf = (
  column: typeof doses.regimenId | typeof regimens.patientId | typeof excusedPeriods.patientId,
  ids: readonly string[],
) => sql`${column} = any(${sql.param([...ids])}::uuid[])`

function keyOf(dose: { regimenId: string; localDate: string; slot: string }): string {
  return `${dose.regimenId} ${dose.localDate} ${dose.slot}`
}
