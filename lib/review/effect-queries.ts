import "server-only"
import { eq, inArray, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doseEvents, doses, regimens } from "@/db/schema"
import { loadStatedDoses } from "@/lib/doses/restate"
import type { Instant } from "@/lib/time"
import { type CalendarDose, type DoseEffect, effectOfEvents } from "./effect"

/** The doses of `ids` with everything stated about them, in the order of `ids`. */
export async function calendarDoses(
  tx: Transaction,
  ids: readonly string[],
): Promise<CalendarDose[]> {
  if (ids.length === 0) return []
  const named = await tx
    .select({
      ...{ id: doses.id, medication: regimens.medication },
      ...{ localDate: doses.localDate, slot: doses.slot },
    })
    .from(doses)
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(sql`${doses.id} = any(${sql.param([...ids])}::uuid[])`)
  const stated = new Map((await loadStatedDoses(tx, ids)).map((dose) => [dose.id, dose]))
  const byId = new Map(named.map((dose) => [dose.id, dose]))
  return ids.flatMap((id) => {
    const [name, dose] = [byId.get(id), stated.get(id)]
    if (!name || !dose) return []
    const { dueAt, opensAt, onTimeUntil, closesAt, events } = dose
    return [{ ...name, dueAt, opensAt, onTimeUntil, closesAt, events }]
  })
}

/** What a decision has changed, by the events that it appended. */
export async function effectOfDecision(
  tx: Transaction,
  eventIds: readonly string[],
  now: Instant,
): Promise<DoseEffect[]> {
  if (eventIds.length === 0) return []
  const rows = await tx
    .selectDistinct({ id: doseEvents.doseId, dueAt: doses.dueAt })
    .from(doseEvents)
    .innerJoin(doses, eq(doses.id, doseEvents.doseId))
    .where(inArray(doseEvents.id, [...eventIds]))
    .orderBy(doses.dueAt)
  const found = await calendarDoses(
    tx,
    rows.map(({ id }) => id),
  )
  return effectOfEvents(eventIds, found, now)
}
