import "server-only"
import { and, eq, gt, gte, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses } from "@/db/schema"
import { addDays, localDateAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import { ASKED_TOGETHER_MS } from "./keep-apart"
import type { PlacedAhead, PlannedTimes } from "./replan"

export const ZONE_CHANGED = "zone_changed"
export const REGIMEN_CHANGED = "regimen_changed"

export type PlanCancel = { id: string; reason: typeof ZONE_CHANGED | typeof REGIMEN_CHANGED }

/**
 * One regimen's doses that may be asked about from now on, and those of yesterday's and later dates,
 * with what decides whether they may change. The patient's row is locked.
 */
export async function dosesAhead(tx: Transaction, regimenId: string, now: Instant) {
  const yesterday = addDays(localDateAt(now, "UTC"), -1)
  return tx
    .select({
      id: doses.id,
      localDate: doses.localDate,
      slot: doses.slot,
      timeZone: doses.timeZone,
      dueAt: doses.dueAt,
      opensAt: doses.opensAt,
      onTimeUntil: doses.onTimeUntil,
      closesAt: doses.closesAt,
      state: doses.state,
      reminded: doses.reminded,
      isQueued: asked(sql`m.state = 'queued'`),
      isAsked: asked(sql`m.state in ('sending', 'sent', 'unknown')`),
      isSpokenOf: sql<boolean>`exists (
        select 1 from dose_events e
         where e.organization_id = doses.organization_id and e.dose_id = doses.id
           and e.kind in ('taken', 'not_taken'))`,
      /** What a change of zone or regimen cancelled it by and nobody took back. */
      cancels: sql<PlanCancel[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', e.id, 'reason', e.reason))
          from dose_events e
         where e.organization_id = doses.organization_id and e.dose_id = doses.id
           and e.kind = 'cancelled' and e.reason in (${ZONE_CHANGED}, ${REGIMEN_CHANGED})
           and not exists (select 1 from dose_events v
                            where v.dose_id = e.dose_id and v.voids = e.id)), '[]')`,
    })
    .from(doses)
    .where(
      and(
        eq(doses.regimenId, regimenId),
        or(gt(doses.dueAt, now - ASKED_TOGETHER_MS), gte(doses.localDate, yesterday)),
      ),
    )
}

/** A dose ahead as an edit sees it: one about which a text is only queued may still change. */
export function placedAhead(dose: Awaited<ReturnType<typeof dosesAhead>>[number]): PlacedAhead {
  const { id, localDate, slot, timeZone, dueAt, opensAt, onTimeUntil, closesAt, state } = dose
  return {
    ...{ id, localDate, slot, timeZone, dueAt, opensAt, onTimeUntil, closesAt },
    isTouched: dose.reminded || dose.isAsked || dose.isSpokenOf,
    isHidden: state === "cancelled" || state === "excused",
    cancelledBy: dose.cancels.map(({ id: eventId }) => eventId),
  }
}

const asked = (states: ReturnType<typeof sql>) => sql<boolean>`exists (
  select 1 from message_doses md join messages m
      on m.organization_id = md.organization_id and m.id = md.message_id
   where md.organization_id = doses.organization_id and md.dose_id = doses.id and ${states})`

/** Puts doses that are there to other times. */
export async function saveTimes(
  tx: Transaction,
  changed: readonly (PlannedTimes & { id: string })[],
): Promise<void> {
  if (changed.length === 0) return
  const iso = (at: Instant) => new Date(at).toISOString()
  const rows = changed.map((dose) => ({
    id: dose.id,
    zone: dose.timeZone,
    due: iso(dose.dueAt),
    opens: iso(dose.opensAt),
    on_time: iso(dose.onTimeUntil),
    closes: iso(dose.closesAt),
  }))
  await tx.execute(sql`
    update doses d set time_zone = n.zone, due_at = n.due, opens_at = n.opens,
           on_time_until = n.on_time, closes_at = n.closes
      from json_to_recordset(${JSON.stringify(rows)}::json) as n (id uuid, zone text,
        due timestamptz, opens timestamptz, on_time timestamptz, closes timestamptz)
     where d.id = n.id`)
}
