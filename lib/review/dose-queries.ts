import "server-only"
import { and, between, eq, ne, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, messageDoses, regimens, replies } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { AppError } from "@/lib/errors"
import { readPatientAs } from "@/lib/patients/audited-read"
import { DAY_MS, type Instant } from "@/lib/time"
import type { CandidateDose } from "./item"

const WITHIN_MS = 7 * DAY_MS
const MOST_DOSES = 12

/**
 * A patient's doses within a week of a reply, the likeliest first: those its message asked about,
 * those whose window was open, then the nearest windows. Leaves an audit entry. Throws `not_found`.
 */
export async function candidateDoses(
  ctx: StaffContext,
  of: { replyId: string; patientId: string },
): Promise<CandidateDose[]> {
  return readPatientAs(ctx, of.patientId, async (tx) => {
    const [reply] = await tx.select().from(replies).where(eq(replies.id, of.replyId))
    const hidden = reply?.state === "quarantined" && !can(ctx.role, "review.quarantine")
    if (!reply || hidden) {
      throw new AppError("not_found", "There is no such reply in your organization.")
    }
    const at = reply.eventAt ?? reply.receivedAt
    const found = await nearDoses(tx, of.patientId, at, reply.messageId)
    return found
      .map(({ opensAt, ...dose }) => ({
        dose: { ...dose, wasOpen: opensAt <= at && at <= dose.closesAt },
        distance: distanceTo({ opensAt, ...dose }, at),
      }))
      .sort((a, b) => rankOf(a.dose) - rankOf(b.dose) || a.distance - b.distance)
      .slice(0, MOST_DOSES)
      .map(({ dose }) => dose)
  })
}

async function nearDoses(
  tx: Transaction,
  patientId: string,
  at: Instant,
  messageId: string | null,
) {
  const isProposed = messageId
    ? sql<boolean>`exists (select 1 from ${messageDoses}
        where ${messageDoses.organizationId} = ${doses.organizationId}
          and ${messageDoses.doseId} = ${doses.id} and ${messageDoses.messageId} = ${messageId})`
    : sql<boolean>`false`
  return tx
    .select({
      id: doses.id,
      medication: regimens.medication,
      localDate: doses.localDate,
      slot: doses.slot,
      dueAt: doses.dueAt,
      opensAt: doses.opensAt,
      closesAt: doses.closesAt,
      state: doses.state,
      zone: doses.timeZone,
      isProposed,
    })
    .from(doses)
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(
      and(
        eq(doses.patientId, patientId),
        ne(doses.state, "cancelled"),
        between(doses.dueAt, at - WITHIN_MS, at + DAY_MS),
      ),
    )
}

function rankOf(dose: { isProposed: boolean; wasOpen: boolean }): number {
  if (dose.isProposed) return 0
  return dose.wasOpen ? 1 : 2
}

/** How far the window lies from `at`; a window still to come counts as further than a past one. */
function distanceTo(dose: { opensAt: Instant; closesAt: Instant; dueAt: Instant }, at: Instant) {
  if (at < dose.opensAt) return dose.opensAt - at + WITHIN_MS
  if (at > dose.closesAt) return at - dose.closesAt
  return Math.abs(at - dose.dueAt)
}
