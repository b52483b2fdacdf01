import "server-only"
import { and, inArray, lte, sql } from "drizzle-orm"
import { isPassing } from "@/db/passing"
import { doses } from "@/db/schema"
import { mintSystemContext } from "@/lib/auth/context"
import { asSystem, writeAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import type { Instant } from "@/lib/time"
import { restateDoses } from "./restate"

const PATIENTS_AT_ONCE = 500

type Due = { organizationId: string; patientId: string; doseIds: string[] }

/**
 * Restates every dose whose window has closed at `now` while it was still open in our books, of
 * `atOnce` patients at a time. Returns how many doses; running it again changes nothing.
 */
export async function closeWindows(
  now: Instant,
  { atOnce = PATIENTS_AT_ONCE }: { atOnce?: number } = {},
): Promise<number> {
  let closed = 0
  let page: Due[]
  let last: Due | undefined
  do {
    page = await duePage(now, { atOnce, after: last })
    for (const due of page) closed += await closeOrSkip(due, now)
    last = page.at(-1)
  } while (page.length === atOnce)
  return closed
}

/** In the order of patients, so that one who fails is not met again. */
async function duePage(
  now: Instant,
  { atOnce, after }: { atOnce: number; after: Due | undefined },
): Promise<Due[]> {
  const isLater =
    after &&
    sql`(${doses.organizationId}, ${doses.patientId}) > (${after.organizationId}, ${after.patientId})`
  return asSystem((tx) =>
    tx
      .select({
        organizationId: doses.organizationId,
        patientId: doses.patientId,
        doseIds: sql<string[]>`array_agg(${doses.id}::text)`,
      })
      .from(doses)
      .where(and(inArray(doses.state, ["scheduled", "pending"]), lte(doses.closesAt, now), isLater))
      .groupBy(doses.organizationId, doses.patientId)
      .orderBy(doses.organizationId, doses.patientId)
      .limit(atOnce),
  )
}

/** What fails for one patient must not keep the windows of the others open. */
async function closeOrSkip(due: Due, now: Instant): Promise<number> {
  try {
    return await closeDoses(due, now)
  } catch (error) {
    if (isPassing(error)) throw error
    const { patientId } = due
    log.error({ err: error, job: "close-windows", patientId }, "windows were not closed")
    return 0
  }
}

async function closeDoses(
  { organizationId, patientId, doseIds }: Due,
  now: Instant,
): Promise<number> {
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
  return doseIds.length
}
