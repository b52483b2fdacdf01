import "server-only"
import type { Transaction } from "@/db/client"
import type { NewEvent } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import type { DoseRow } from "./dose-rows"
import { dosesAhead, saveTimes, ZONE_CHANGED } from "./doses-ahead"
import { ASKED_TOGETHER_MS, keepApart, type PlacedDose } from "./keep-apart"

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
  const rows = await dosesAhead(tx, regimenId, now)
  const plan = new Map(
    planned.flatMap((row) => (row.dueAt > now ? [[`${row.localDate} ${row.slot}`, row]] : [])),
  )
  return rows.flatMap(({ localDate, slot, cancels, ...known }): Placed[] => {
    const { reminded, isAsked, isQueued, isSpokenOf, state, ...times } = known
    if (times.dueAt <= now - ASKED_TOGETHER_MS) return []
    // What an edit took out of the plan is in nobody's way.
    if (cancels.some(({ reason }) => reason !== ZONE_CHANGED)) return []
    const dose = { ...times, cancelledBy: cancels[0]?.id ?? null }
    const isTouched = reminded || isAsked || isQueued || isSpokenOf
    const isFree = dose.dueAt > now && !isTouched && CHANGEABLE.includes(state)
    const before = dose.closesAt
    if (!isFree)
      return state === "cancelled" || state === "excused" ? [] : [{ ...dose, how: "fixed", before }]
    const row = plan.get(`${localDate} ${slot}`)
    if (!row) return [{ ...dose, how: "stays", before }]
    const { timeZone, dueAt, opensAt, onTimeUntil, closesAt } = row
    return [{ ...dose, timeZone, dueAt, opensAt, onTimeUntil, closesAt, how: "moved", before }]
  })
}
