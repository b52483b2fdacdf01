"use server"

import { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { acknowledgeTask as acknowledge, changeRoles as change } from "./mutations"
import { type ChangeRoles, changeRolesSchema } from "./schema"

const schema = z.object({ taskId: z.uuid() })
const run = staffAction("tasks.handle", schema, acknowledge)
const runChangeRoles = staffAction("settings.manage", changeRolesSchema, change)

export async function acknowledgeTask(input: z.input<typeof schema>) {
  return run(input)
}

export async function changeRoles(input: ChangeRoles) {
  return runChangeRoles(input)
}
