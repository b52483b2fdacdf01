"use server"

import type { z } from "zod"
import { type ActionResult, staffAction } from "@/lib/auth/action"
import { sendAgain as sendAgainVerb } from "./again-mutations"
import { sendAgainSchema } from "./again-schema"
import { sendManualReminder } from "./mutations"
import { sendManualReminderSchema } from "./schema"
import { settleSend as settle } from "./settle-mutations"
import { type SettleSend, settleSendSchema } from "./settle-schema"

const run = staffAction("messages.send", sendManualReminderSchema, sendManualReminder)

export async function sendReminder(input: z.input<typeof sendManualReminderSchema>) {
  return run(input)
}

const runAgain = staffAction("messages.send", sendAgainSchema, sendAgainVerb)

export async function sendAgain(input: z.input<typeof sendAgainSchema>) {
  return runAgain(input)
}

const runSettle = staffAction("review.dismiss", settleSendSchema, settle)

export async function settleSend(input: SettleSend): Promise<ActionResult<{ messageId: string }>> {
  return runSettle(input)
}
