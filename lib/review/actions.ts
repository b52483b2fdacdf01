"use server"

import { type ActionResult, staffAction } from "@/lib/auth/action"
import {
  dismissReply as dismiss,
  linkReply as link,
  retryReply as retry,
} from "@/lib/replies/mutations"
import { dismissSchema, type LinkInput, linkSchema, retrySchema } from "./schema"

const runLink = staffAction("review.link", linkSchema, link)
const runDismiss = staffAction("review.dismiss", dismissSchema, dismiss)
const runRetry = staffAction("review.retry", retrySchema, retry)

export async function linkReply(input: LinkInput): Promise<ActionResult<unknown>> {
  return runLink(input)
}

export async function dismissReply(input: {
  replyId: string
  reason: string
}): Promise<ActionResult<unknown>> {
  return runDismiss(input)
}

export async function retryReply(input: {
  replyId: string
}): Promise<ActionResult<{ state: string }>> {
  return runRetry(input)
}
