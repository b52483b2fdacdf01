"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { changeView, deleteView, saveView } from "./mutations"
import { changeViewSchema, deleteViewSchema, saveViewSchema } from "./schema"

const save = staffAction("views.keep", saveViewSchema, saveView)
const change = staffAction("views.keep", changeViewSchema, changeView)
const remove = staffAction("views.keep", deleteViewSchema, deleteView)

export async function keepView(input: z.input<typeof saveViewSchema>) {
  return save(input)
}

export async function alterView(input: z.input<typeof changeViewSchema>) {
  return change(input)
}

export async function removeView(input: z.input<typeof deleteViewSchema>) {
  return remove(input)
}
