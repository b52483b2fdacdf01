import "server-only"
import { and, eq, gt, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses } from "@/db/schema"
import type { NewEvent } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import { ASKED_TOGETHER_MS, keepApart, type PlacedDose } from "./keep-apart"
import type { DoseRow } from "./materialize"

export const ZONE_CHANGED = "zone_changed"
const CHANGEABLE = ["scheduled", "cancelled", "excused"]

type Placed = PlacedDose & { timeZone: string; before: Instant; cancelledBy: string | null }

/**
 * Moves one regimen's doses ahead to where `planned` has them, keeps those that it leaves behind
 * apart from them, and returns how many moved and what is to be appended about the rest.
 */
export async function moveDoses(
  tx: Transaction,
  of: { regimenId: string; planned: readonly DoseRow[]; now: Instant },
): Promise<{ moved: number; events: NewEvent[] }> {
  const apart = keepApart(await placeDoses(tx, of))
  await saveTimes(
    tx,
    apart.filter((dose) => dose.how === "moved" || dose.before !== dose.closesAt),
  )
  const said = { source: "system", at: of.now, recordedAt: of.now } as const
  const events = apart.flatMap(({ id: doseId, how, isCancelled, cancelledBy }): NewEvent[] => {
    if (how === "fixed" || isCancelled === (cancelledBy !== null)) return []
    const event = { ...said, id: newId(), doseId }
    return cancelledBy === null
      ? [{ ...event, kind: "cancelled", reason: ZONE_CHANGED }]
      : [{ ...event, kind: "voided", voids: cancelledBy }]
  })
  return { moved: apart.filter(({ how }) => how === "moved").length, events }
}

/** Only doses that nobody was, or may have been, reminded of, and that nobody said anything about. */
async function placeDoses(
  tx: Transaction,
  { regimenId, planned, now }: { regimenId: string; planned: readonly DoseRow[]; now: Instant },
): Promise<Placed[]> {
  const rows = await dosesAround(tx, regimenId, now)
  const plan = new Map(
    planned.flatMap((row) => (row.dueAt > now ? [[`${row.localDate} ${row.slot}`, row]] : [])),
  )
  return rows.flatMap(({ localDate, slot, reminded, isAsked, state, ...dose }): Placed[] => {
    const isOpen = CHANGEABLE.includes(state)
    const isFree = dose.dueAt > now && !reminded && !isAsked && isOpen
    const before = dose.closesAt
    if (!isFree)
      return state === "cancelled" || state === "excused" ? [] : [{ ...dose, how: "fixed", before }]
    const row = plan.get(`${localDate} ${slot}`)
    if (!row) return [{ ...dose, how: "stays", before }]
    const { timeZone, dueAt, opensAt, onTimeUntil, closesAt } = row
    return [{ ...dose, timeZone, dueAt, opensAt, onTimeUntil, closesAt, how: "moved", before }]
  })
}

async function dosesAround(tx: Transaction, regimenId: string, now: Instant) {
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
      isAsked: sql<boolean>`exists (
        select 1 from message_doses md join messages m
            on m.organization_id = md.organization_id and m.id = md.message_id
         where md.organization_id = doses.organization_id and md.dose_id = doses.id
           and m.state in ('queued', 'sending', 'sent', 'unknown'))`,
      cancelledBy: sql<string | null>`(
        select e.id from dose_events e
         where e.dose_id = doses.id and e.kind = 'cancelled' and e.source = 'system'
           and e.reason = ${ZONE_CHANGED}
           and not exists (select 1 from dose_events v
                            where v.dose_id = e.dose_id and v.voids = e.id)
         limit 1)`,
    })
    .from(doses)
    .where(and(eq(doses.regimenId, regimenId), gt(doses.dueAt, now - ASKED_TOGETHER_MS)))
}

async function saveTimes(tx: Transaction, changed: readonly Placed[]): Promise<void> {
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
