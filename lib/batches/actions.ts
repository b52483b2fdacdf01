"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { checkBatch } from "./check-queries"
import { sendBatch, stopBatch } from "./mutations"
import { checkBatchSchema, sendBatchSchema, stopBatchSchema } from "./schema"

const checking = staffAction("messages.send", checkBatchSchema, checkBatch)
const sending = staffAction("messages.send", sendBatchSchema, sendBatch)
const stopping = staffAction("messages.send", stopBatchSchema, stopBatch)

export async function checkMany(input: z.input<typeof checkBatchSchema>) {
  return checking(input)
}

export async function sendMany(input: z.input<typeof sendBatchSchema>) {
  return sending(input)
}

export async function stopMany(input: z.input<typeof stopBatchSchema>) {
  return stopping(input)
}
