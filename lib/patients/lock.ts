import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { patientZone, type ZoneSources } from "./zone"

/** A patient whose row this transaction holds; nobody else changes their doses until it ends. */
export type LockedPatient = {
  organizationId: string
  patientId: string
  phone: string | null
  additionalPhone: string | null
  locale: string | null
  /** IANA: the portal's override, else the patient's attribute, else the organization's. */
  timeZone: string
}

/**
 * Locks the patients' rows, always in the same order. It comes first in whatever restates doses:
 * two transactions that counted before either had committed would leave the figures of the earlier
 * one. Ids that do not exist here are left out.
 */
export async function lockPatients(
  tx: Transaction,
  patientIds: readonly string[],
): Promise<Map<string, LockedPatient>> {
  const { rows } = await tx.execute<LockedRow>(sql`
    /* prepared: lock_patients */ ${COLUMNS}
     where p.id = any(${sql.param([...patientIds])}::uuid[]) order by p.id for update of p`)
  return byId(rows)
}

/** What `lockPatients` gives, without the locks: for figures that nobody keeps. */
export async function loadPatients(
  tx: Transaction,
  patientIds: readonly string[],
): Promise<Map<string, LockedPatient>> {
  const { rows } = await tx.execute<LockedRow>(sql`
    ${COLUMNS} where p.id = any(${sql.param([...patientIds])}::uuid[]) order by p.id`)
  return byId(rows)
}

const COLUMNS = sql.raw(`select p.organization_id as "organizationId",
           p.id as "patientId", p.phone, p.additional_phone as "additionalPhone", p.locale,
           p.time_zone_override as "timeZoneOverride",
           p.time_zone_attribute as "timeZoneAttribute", o.time_zone as "organizationTimeZone"
      from patients p join organizations o on o.id = p.organization_id`)

function byId(rows: readonly LockedRow[]): Map<string, LockedPatient> {
  return new Map(
    rows.map(({ timeZoneOverride, timeZoneAttribute, organizationTimeZone, ...row }) => {
      const timeZone = patientZone({ timeZoneOverride, timeZoneAttribute, organizationTimeZone })
      return [row.patientId, { ...row, timeZone }]
    }),
  )
}

type LockedRow = Omit<LockedPatient, "timeZone"> & ZoneSources

/** `lockPatients` for one; null: not here. */
export async function lockPatient(
  tx: Transaction,
  patientId: string,
): Promise<LockedPatient | null> {
  return (await lockPatients(tx, [patientId])).get(patientId) ?? null
}
