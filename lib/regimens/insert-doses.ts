import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import type { DoseRow } from "./dose-rows"
import { REGIMEN_CHANGED } from "./doses-ahead"

const ROWS_PER_INSERT = 5_000

/** A dose to be made, and what takes it out of the plan from the first. */
export type NewDose = DoseRow & { periodId?: string | null; isCancelled?: boolean }

/**
 * Makes doses, each with the event that hides it where one does; those whose date and slot are there
 * already are left out. Returns how many were made.
 */
export async function insertDoses(
  tx: Transaction,
  doses: readonly NewDose[],
  now: Instant,
): Promise<number> {
  let made = 0
  for (let at = 0; at < doses.length; at += ROWS_PER_INSERT) {
    const { rows } = await tx.execute<{ made: number }>(
      insertSql(doses.slice(at, at + ROWS_PER_INSERT), now),
    )
    made += rows[0]?.made ?? 0
  }
  return made
}

const iso = (at: Instant) => new Date(at).toISOString()

function insertSql(doses: readonly NewDose[], now: Instant) {
  const rows = doses.map(rowOf)
  const hidden = doses.flatMap(({ id, periodId = null, isCancelled = false }) => [
    ...(periodId === null ? [] : [{ id: newId(), doseId: id, kind: "excused", periodId }]),
    ...(isCancelled
      ? [{ id: newId(), doseId: id, kind: "cancelled", reason: REGIMEN_CHANGED }]
      : []),
  ])
  return sql`
    with made as (
      insert into doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
        due_at, opens_at, on_time_until, closes_at, state)
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as n (o uuid, id uuid, p uuid,
        r uuid, d date, s text, z text, due timestamptz, opens timestamptz, ontime timestamptz,
        closes timestamptz, state text)
      on conflict do nothing returning organization_id, id
    ), hidden as (
      insert into dose_events (organization_id, id, dose_id, kind, source, at, period_id, reason,
        recorded_at)
      select made.organization_id, e.id, e."doseId", e.kind, 'system', ${iso(now)}, e."periodId",
             e.reason, ${iso(now)}
        from json_to_recordset(${JSON.stringify(hidden)}::json) as e (id uuid, "doseId" uuid,
          kind text, "periodId" uuid, reason text)
        join made on made.id = e."doseId")
    select count(*)::int as made from made`
}

function rowOf({ periodId = null, isCancelled = false, ...dose }: NewDose) {
  return {
    o: dose.organizationId,
    id: dose.id,
    p: dose.patientId,
    r: dose.regimenId,
    d: dose.localDate,
    s: dose.slot,
    z: dose.timeZone,
    due: iso(dose.dueAt),
    opens: iso(dose.opensAt),
    ontime: iso(dose.onTimeUntil),
    closes: iso(dose.closesAt),
    state: isCancelled ? "cancelled" : periodId === null ? "scheduled" : "excused",
  }
}
