"use server"

import { staffAction } from "@/lib/auth/action"
import { changeRoles as change } from "./mutations"
import { type ChangeRoles, changeRolesSchema } from "./schema"

const runChangeRoles = staffAction("settings.manage", changeRolesSchema, change)

export async function changeRoles(input: ChangeRoles) {
  return runChangeRoles(input)
}
