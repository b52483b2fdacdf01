import "server-only"
import { desc, eq, gte, inArray } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { patients, replies, replyDecisions, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { grouped } from "@/lib/grouped"
import { readNamesAs } from "@/lib/patients/audited-read"
import { personName } from "@/lib/patients/person-name"
import { standingDecision } from "@/lib/replies/standing-decision"
import { DAY_MS, type Instant } from "@/lib/time"
import type { RecentDecision, RecentDecisions } from "./item"
import { organizationZone } from "./queries"

const DECIDED_FOR_MS = DAY_MS
const MOST_DECISIONS = 200

/**
 * The decisions of the last day that still stand, the newest first, with what an undo asks for. One
 * whose reply was quarantined or had failed before is shown to admins alone, as the reply was.
 * Leaves an audit entry.
 */
export async function recentDecisions(ctx: StaffContext, now: Instant): Promise<RecentDecisions> {
  return readNamesAs(ctx, async (tx) => {
    const touched = await tx
      .selectDistinct({ replyId: replyDecisions.replyId })
      .from(replyDecisions)
      .where(gte(replyDecisions.at, now - DECIDED_FOR_MS))
    const all = await decisionsAbout(
      tx,
      touched.map(({ replyId }) => replyId),
    )
    const standing = [...grouped(all, ({ replyId }) => replyId).values()].flatMap((decisions) => {
      const last = standingDecision([...decisions].sort((a, b) => a.at - b.at))
      const newest = decisions.reduce((a, b) => (b.at > a.at ? b : a))
      if (!last || last.at < now - DECIDED_FOR_MS || isHidden(ctx, last.before.state)) return []
      return [toDecision(ctx, last, newest.id)]
    })
    const decisions = standing.sort((a, b) => b.at - a.at).slice(0, MOST_DECISIONS)
    return { decisions, zone: await organizationZone(tx) }
  })
}

function isHidden(ctx: StaffContext, before: string): boolean {
  return before === "quarantined" && !can(ctx.role, "review.quarantine")
}

async function decisionsAbout(tx: Transaction, replyIds: readonly string[]) {
  if (replyIds.length === 0) return []
  return tx
    .select({
      id: replyDecisions.id,
      replyId: replyDecisions.replyId,
      kind: replyDecisions.kind,
      undoes: replyDecisions.undoes,
      decidedBy: replyDecisions.decidedBy,
      at: replyDecisions.at,
      note: replyDecisions.note,
      before: replyDecisions.before,
      staffFirst: staff.firstName,
      staffLast: staff.lastName,
      patientId: patients.id,
      firstName: patients.firstName,
      lastName: patients.lastName,
      phone: replies.fromPhone,
      words: replies.body,
      state: replies.state,
      attempts: replies.attempts,
    })
    .from(replyDecisions)
    .innerJoin(replies, eq(replies.id, replyDecisions.replyId))
    .leftJoin(staff, eq(staff.id, replyDecisions.decidedBy))
    .leftJoin(patients, eq(patients.id, replies.patientId))
    .where(inArray(replyDecisions.replyId, [...replyIds]))
    .orderBy(desc(replyDecisions.at))
}

type DecisionRow = Awaited<ReturnType<typeof decisionsAbout>>[number]

function toDecision(ctx: StaffContext, row: DecisionRow, newestId: string): RecentDecision {
  const { id, replyId, kind, at, note, words, phone, state, attempts } = row
  return {
    ...{ decisionId: id, replyId, kind, at, note, words, phone, state },
    by: personName(row.staffFirst, row.staffLast),
    isOwn: row.decidedBy === ctx.staffId,
    patientName: row.patientId ? personName(row.firstName, row.lastName) : null,
    seen: { attempts, decisionId: newestId },
  }
}
