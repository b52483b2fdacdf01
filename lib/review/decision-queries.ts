import "server-only"
import { asc, desc, eq } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { messages, type replies, replyDecisions, staff } from "@/db/schema"
import { personName } from "@/lib/patients/person-name"
import { standingDecision } from "@/lib/replies/standing-decision"
import { effectOfDecision } from "./effect-queries"
import type { ReviewDecision, ReviewMessage, ReviewReply } from "./item"

type ReplyRow = typeof replies.$inferSelect

/** Who decided a reply, and how it stands since. */
export async function decisionOf(tx: Transaction, row: ReplyRow): Promise<ReviewDecision> {
  return {
    state: row.state,
    by: await nameOf(tx, row.decidedBy),
    at: row.decidedAt ?? row.receivedAt,
    note: row.decisionNote,
    effect: await effectOfDecision(tx, await lastEvents(tx, row.id), Date.now()),
  }
}

/** What the newest decision appended. */
async function lastEvents(tx: Transaction, replyId: string): Promise<string[]> {
  const [last] = await tx
    .select({ eventIds: replyDecisions.eventIds })
    .from(replyDecisions)
    .where(eq(replyDecisions.replyId, replyId))
    .orderBy(desc(replyDecisions.at), desc(replyDecisions.id))
    .limit(1)
  return last?.eventIds ?? []
}

/** What a verb that changes a decision is told, and what an undo would take back. */
export async function decisionsOf(
  tx: Transaction,
  row: ReplyRow,
): Promise<Pick<ReviewReply, "seen" | "undoable">> {
  const decisions = await tx
    .select()
    .from(replyDecisions)
    .where(eq(replyDecisions.replyId, row.id))
    .orderBy(asc(replyDecisions.at), asc(replyDecisions.id))
  const standing = standingDecision(decisions)
  return {
    seen: { attempts: row.attempts, decisionId: decisions.at(-1)?.id ?? null },
    undoable: standing && {
      kind: standing.kind,
      by: await nameOf(tx, standing.decidedBy),
      at: standing.at,
      note: standing.note,
    },
  }
}

/** Who set a failed or unknown send aside, and why; null while it waits. */
export async function settledOf(
  tx: Transaction,
  messageId: string,
): Promise<ReviewMessage["settled"]> {
  const { settledBy, settledAt, settledNote } = messages
  const [row] = await tx
    .select({ settledBy, settledAt, settledNote })
    .from(messages)
    .where(eq(messages.id, messageId))
  if (!row || row.settledAt === null) return null
  return {
    by: await nameOf(tx, row.settledBy),
    at: row.settledAt,
    note: row.settledNote ?? "",
  }
}

async function nameOf(tx: Transaction, staffId: string | null): Promise<string | null> {
  if (!staffId) return null
  const [person] = await tx
    .select({ firstName: staff.firstName, lastName: staff.lastName })
    .from(staff)
    .where(eq(staff.id, staffId))
  return person ? personName(person.firstName, person.lastName) : null
}
