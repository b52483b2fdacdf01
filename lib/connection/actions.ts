"use server"

import type { z } from "zod"
import { type ActionResult, staffAction } from "@/lib/auth/action"
import type { RegistrationStep } from "@/lib/biot/subscriptions"
import { registerSubscriptions, removeSubscriptions } from "./mutations"
import { subscriptionsSchema } from "./schema"

type Input = z.input<typeof subscriptionsSchema>

const registering = staffAction("settings.manage", subscriptionsSchema, registerSubscriptions)
const removing = staffAction("settings.manage", subscriptionsSchema, removeSubscriptions)

export async function register(input: Input): Promise<ActionResult<RegistrationStep[]>> {
  return registering(input)
}

export async function remove(input: Input): Promise<ActionResult<RegistrationStep[]>> {
  return removing(input)
}
