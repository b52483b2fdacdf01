"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { enterStaticNumber, removeStaticNumber } from "./mutations"
import { enterStaticNumberSchema, removeStaticNumberSchema } from "./schema"

const enter = staffAction("settings.manage", enterStaticNumberSchema, enterStaticNumber)
const remove = staffAction("settings.manage", removeStaticNumberSchema, removeStaticNumber)

export async function enterNumber(input: z.input<typeof enterStaticNumberSchema>) {
  return enter(input)
}

export async function removeNumber(input: z.input<typeof removeStaticNumberSchema>) {
  return remove(input)
}
