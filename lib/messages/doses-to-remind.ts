import "server-only"
import { and, asc, eq, gt, inArray, lte, or } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, regimens } from "@/db/schema"
import { HOUR_MS, type Instant } from "@/lib/time"

const SOON_MS = HOUR_MS

/**
 * The doses that a reminder sent now asks about unless a person chooses others: those still
 * unanswered whose window is open or that are due within 60 minutes, in order of due time.
 */
export async function dosesToRemind(tx: Transaction, patientId: string, now: Instant) {
  return tx
    .select({
      id: doses.id,
      regimenId: doses.regimenId,
      medication: regimens.medication,
      doseText: regimens.doseText,
      slot: doses.slot,
      localDate: doses.localDate,
      timeZone: doses.timeZone,
      dueAt: doses.dueAt,
      closesAt: doses.closesAt,
      state: doses.state,
    })
    .from(doses)
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(
      and(
        eq(doses.patientId, patientId),
        inArray(doses.state, ["scheduled", "pending"]),
        gt(doses.closesAt, now),
        or(lte(doses.opensAt, now), lte(doses.dueAt, now + SOON_MS)),
      ),
    )
    .orderBy(asc(doses.dueAt), asc(doses.id))
}
