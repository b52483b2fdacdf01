"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { makeToken, revokeToken } from "./mutations"
import { makeTokenSchema, revokeTokenSchema } from "./schema"

const making = staffAction("api_tokens.manage", makeTokenSchema, makeToken)
const revoking = staffAction("api_tokens.manage", revokeTokenSchema, revokeToken)

export async function makeApiToken(input: z.input<typeof makeTokenSchema>) {
  return making(input)
}

export async function revokeApiToken(input: z.input<typeof revokeTokenSchema>) {
  return revoking(input)
}
