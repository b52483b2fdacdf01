"use server"

import { type ActionResult, staffAction } from "@/lib/auth/action"
import type { StaffContext } from "@/lib/auth/context"
import { sentenceIn } from "@/lib/i18n/sentences"
import { spokenLanguage } from "@/lib/i18n/spoken"
import { reassignReply as reassign, undoDecision as undo } from "@/lib/replies/correction-mutations"
import {
  dismissReply as dismiss,
  linkReply as link,
  retryReply as retry,
} from "@/lib/replies/mutations"
import {
  acceptSuggestions as acceptMany,
  dismissReplies as dismissMany,
  retryReplies as retryMany,
  undoDecisions as undoMany,
} from "./bulk-mutations"
import type { DecidedLine } from "./item"
import {
  type AcceptManyInput,
  acceptManySchema,
  type DismissManyInput,
  dismissManySchema,
  dismissSchema,
  type LinkInput,
  linkSchema,
  type ReassignInput,
  type RetryManyInput,
  reassignSchema,
  retryManySchema,
  retrySchema,
  type UndoInput,
  type UndoManyInput,
  undoManySchema,
  undoSchema,
} from "./schema"

const runLink = staffAction("review.link", linkSchema, link)
const runDismiss = staffAction("review.dismiss", dismissSchema, dismiss)
const runRetry = staffAction("review.retry", retrySchema, retry)
const runReassign = staffAction("review.link", reassignSchema, reassign)
const runDismissMany = staffAction("review.dismiss", dismissManySchema, told(dismissMany))
const runRetryMany = staffAction("review.retry", retryManySchema, told(retryMany))
const runAcceptMany = staffAction("review.link", acceptManySchema, told(acceptMany))
const runUndoMany = staffAction("review.link", undoManySchema, told(undoMany))
const runUndo = staffAction("review.link", undoSchema, undo)

export async function linkReply(
  input: LinkInput,
): Promise<ActionResult<{ replyId: string; decisionId: string }>> {
  return runLink(input)
}

export async function dismissReply(input: {
  replyId: string
  reason: string
}): Promise<ActionResult<{ replyId: string; decisionId: string }>> {
  return runDismiss(input)
}

export async function retryReply(input: {
  replyId: string
}): Promise<ActionResult<{ state: string }>> {
  return runRetry(input)
}

export async function reassignReply(
  input: ReassignInput,
): Promise<ActionResult<{ decisionId: string }>> {
  return runReassign(input)
}

/** Takes the last decision on a reply back; the answer says where the reply stands then. */
export async function undoDecision(
  input: UndoInput,
): Promise<ActionResult<{ state: string; decisionId: string }>> {
  return runUndo(input)
}

export async function dismissReplies(
  input: DismissManyInput,
): Promise<ActionResult<DecidedLine[]>> {
  return runDismissMany(input)
}

export async function retryReplies(input: RetryManyInput): Promise<ActionResult<DecidedLine[]>> {
  return runRetryMany(input)
}

export async function acceptSuggestions(
  input: AcceptManyInput,
): Promise<ActionResult<DecidedLine[]>> {
  return runAcceptMany(input)
}

export async function undoDecisions(input: UndoManyInput): Promise<ActionResult<DecidedLine[]>> {
  return runUndoMany(input)
}

/** Why one of several was not decided, in the language of whoever asked. */
function told<I>(decide: (ctx: StaffContext, input: I) => Promise<DecidedLine[]>) {
  return async (ctx: StaffContext, input: I): Promise<DecidedLine[]> => {
    const [lines, language] = [await decide(ctx, input), await spokenLanguage()]
    return Promise.all(
      lines.map(async (line) =>
        line.ok ? line : { ...line, sentence: await sentenceIn(language, line.sentence) },
      ),
    )
  }
}
