"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { sendManualReminder } from "./mutations"
import { sendManualReminderSchema } from "./schema"

const run = staffAction("messages.send", sendManualReminderSchema, sendManualReminder)

export async function sendReminder(input: z.input<typeof sendManualReminderSchema>) {
  return run(input)
}
