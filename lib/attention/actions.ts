"use server"

import { staffAction } from "@/lib/auth/action"
import { dealWithAttention as dealWith, reopenAttention as reopen } from "./mutations"
import {
  type ChangeAttention,
  changeAttentionSchema,
  type DealWith,
  dealWithSchema,
  type Reopen,
  reopenSchema,
} from "./schema"
import { changeAttention as change } from "./settings-mutations"

const runDealWith = staffAction("tasks.handle", dealWithSchema, dealWith)
const runReopen = staffAction("tasks.handle", reopenSchema, reopen)
const runChange = staffAction("settings.manage", changeAttentionSchema, change)

export async function dealWithAttention(input: DealWith) {
  return runDealWith(input)
}

export async function reopenAttention(input: Reopen) {
  return runReopen(input)
}

export async function changeAttention(input: ChangeAttention) {
  return runChange(input)
}
