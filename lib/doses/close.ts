import "server-only"
import { and, inArray, lte, sql } from "drizzle-orm"
import { doses } from "@/db/schema"
import { mintSystemContext } from "@/lib/auth/context"
import { asSystem, writeAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import { restateDoses } from "./restate"

const PATIENTS_AT_ONCE = 500

/**
 * Restates every dose whose window has closed at `now` while it was still open in our books.
 * Returns how many doses; running it again changes nothing.
 */
export async function closeWindows(now: Instant): Promise<number> {
  const due = await asSystem((tx) =>
    tx
      .select({
        organizationId: doses.organizationId,
        patientId: doses.patientId,
        doseIds: sql<string[]>`array_agg(${doses.id}::text)`,
      })
      .from(doses)
      .where(and(inArray(doses.state, ["scheduled", "pending"]), lte(doses.closesAt, now)))
      .groupBy(doses.organizationId, doses.patientId)
      .limit(PATIENTS_AT_ONCE),
  )
  let closed = 0
  for (const { organizationId, patientId, doseIds } of due) {
    const ctx = mintSystemContext(organizationId, "close-windows", newId())
    await writeAs(ctx, "doses.maintain", async (tx, { audit, publish }) => {
      await restateDoses(tx, { organizationId, patientId, doseIds, now })
      await audit({
        verb: "doses.closed",
        subjectKind: "patient",
        subjectId: patientId,
        patientId,
        details: { doseIds },
      })
      publish("patient", patientId)
    })
    closed += doseIds.length
  }
  return closed
}
