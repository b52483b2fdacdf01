"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { changeSending } from "./mutations"
import { changeReplies } from "./reply-mutations"
import { changeRepliesSchema, changeSendingSchema } from "./schema"

const change = staffAction("settings.manage", changeSendingSchema, changeSending)
const runChangeReplies = staffAction("settings.manage", changeRepliesSchema, changeReplies)

export async function changeSendingRules(input: z.input<typeof changeSendingSchema>) {
  return change(input)
}

export async function changeReplyRules(input: z.input<typeof changeRepliesSchema>) {
  return runChangeReplies(input)
}
