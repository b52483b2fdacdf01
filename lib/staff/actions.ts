"use server"

import { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { acknowledgeTask as acknowledge } from "./mutations"

const schema = z.object({ taskId: z.uuid() })
const run = staffAction("tasks.handle", schema, acknowledge)

export async function acknowledgeTask(input: z.input<typeof schema>) {
  return run(input)
}
