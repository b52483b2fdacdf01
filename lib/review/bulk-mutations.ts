import "server-only"
import { count, eq, inArray } from "drizzle-orm"
import type { z } from "zod"
import { replies } from "@/db/schema"
import { errorInWords } from "@/lib/auth/action"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import type { Permission } from "@/lib/auth/roles"
import { readAs, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { undoDecision } from "@/lib/replies/correction-mutations"
import { lockOpenReply } from "@/lib/replies/decide-by-hand"
import { giveReply } from "@/lib/replies/give-reply"
import { dismissReply, retryReply } from "@/lib/replies/mutations"
import type { DecidedLine } from "./item"
import { proposalsOf } from "./proposal-queries"
import { acceptManySchema, dismissManySchema, retryManySchema, undoManySchema } from "./schema"

/**
 * Dismisses replies for one reason, each in its own transaction and with its own audit entry, so
 * that one which somebody decided first stops none of the others. Tells of each what became of it.
 * Throws `not_found`, before anything is changed, when one of them is not this organization's, and
 * `forbidden`.
 */
export async function dismissReplies(
  ctx: StaffContext,
  input: z.input<typeof dismissManySchema>,
): Promise<DecidedLine[]> {
  const { replyIds, reason } = dismissManySchema.parse(input)
  await demandAll(ctx, "review.dismiss", replyIds)
  return eachOf(replyIds, async (replyId) => ({
    decisionId: (await dismissReply(ctx, { replyId, reason })).decisionId,
    outcome: "dismissed" as const,
  }))
}

/** Has replies read once more, one after the other; as `dismissReplies`. */
export async function retryReplies(
  ctx: StaffContext,
  input: z.input<typeof retryManySchema>,
): Promise<DecidedLine[]> {
  const { replyIds } = retryManySchema.parse(input)
  await demandAll(ctx, "review.retry", replyIds)
  return eachOf(replyIds, async (replyId) => {
    const { state } = await retryReply(ctx, { replyId })
    const isSettled = state === "applied" || state === "noted"
    return { decisionId: null, outcome: isSettled ? ("settled" as const) : ("waits" as const) }
  })
}

/**
 * Links each reply to the one dose that is suggested for it, if that still is what the person saw.
 * As `dismissReplies`.
 */
export async function acceptSuggestions(
  ctx: StaffContext,
  input: z.input<typeof acceptManySchema>,
): Promise<DecidedLine[]> {
  const { replies: accepted } = acceptManySchema.parse(input)
  const seen = new Map(accepted.map((each) => [each.replyId, each]))
  await demandAll(ctx, "review.link", [...seen.keys()])
  return eachOf([...seen.keys()], async (replyId) => {
    const decisionId = await acceptOne(ctx, replyId, seen.get(replyId))
    return { decisionId, outcome: "linked" as const }
  })
}

/**
 * Takes decisions back, each if nobody has decided since; as `dismissReplies`. Nobody needs to have
 * seen the replies again: the decision's own id says which one is meant.
 */
export async function undoDecisions(
  ctx: StaffContext,
  input: z.input<typeof undoManySchema>,
): Promise<DecidedLine[]> {
  const { replies: decided, reason } = undoManySchema.parse(input)
  const decisions = new Map(decided.map(({ replyId, decisionId }) => [replyId, decisionId]))
  const ids = [...decisions.keys()]
  await demandAll(ctx, "review.link", ids)
  return eachOf(ids, async (replyId) => {
    const [row] = await readAs(ctx, (tx) =>
      tx.select({ attempts: replies.attempts }).from(replies).where(eq(replies.id, replyId)),
    )
    const seen = { attempts: row?.attempts ?? 0, decisionId: decisions.get(replyId) ?? null }
    const { decisionId, state } = await undoDecision(ctx, { replyId, reason, seen })
    return { decisionId, outcome: "undone" as const, state }
  })
}

async function acceptOne(
  ctx: StaffContext,
  replyId: string,
  seen: { doseId: string; meaning: string } | undefined,
): Promise<string> {
  const now = Date.now()
  return writeAs(ctx, "review.link", async (tx, work) => {
    const held = await lockOpenReply(tx, ctx, replyId)
    const [stands] = (await proposalsOf(tx, [{ ...held.standing, ...held }])).values()
    if (!stands || stands.doseId !== seen?.doseId || stands.meaning !== seen.meaning) {
      const sentence = "What is suggested has changed. Nothing was changed; look at it again."
      throw new AppError("conflict", sentence)
    }
    const { patientId, doseId, meaning } = stands
    const to = { kind: "link" as const, patientId, doseIds: [doseId], meaning, reason: null }
    return (await giveReply(tx, work, ctx, { held, to, now })).decisionId
  })
}

async function demandAll(
  ctx: StaffContext,
  permission: Permission,
  replyIds: readonly string[],
): Promise<void> {
  requirePermission(ctx, permission)
  const ids = [...new Set(replyIds)]
  const [found] = await readAs(ctx, (tx) =>
    tx.select({ n: count() }).from(replies).where(inArray(replies.id, ids)),
  )
  if (found?.n !== ids.length) {
    const sentence = "One of these replies does not exist here. Nothing was changed."
    throw new AppError("not_found", sentence)
  }
}

type Done = Extract<DecidedLine, { ok: true }>

/** One after the other, the same one once. */
async function eachOf(
  replyIds: readonly string[],
  decide: (replyId: string) => Promise<Pick<Done, "decisionId" | "outcome" | "state">>,
): Promise<DecidedLine[]> {
  const lines: DecidedLine[] = []
  for (const replyId of new Set(replyIds)) {
    try {
      lines.push({ ok: true, replyId, ...(await decide(replyId)) })
    } catch (error) {
      const { code, sentence } = errorInWords(error)
      lines.push({ ok: false, replyId, code, sentence })
    }
  }
  return lines
}
