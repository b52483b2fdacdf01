"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { editRegimen, endRegimen, startRegimen } from "./mutations"
import { endPeriod, excusePeriod } from "./period-mutations"
import {
  editRegimenSchema,
  endPeriodSchema,
  endRegimenSchema,
  excusePeriodSchema,
  startRegimenSchema,
} from "./schema"

const start = staffAction("regimens.edit", startRegimenSchema, startRegimen)
const edit = staffAction("regimens.edit", editRegimenSchema, editRegimen)
const end = staffAction("regimens.edit", endRegimenSchema, endRegimen)
const excuse = staffAction("regimens.edit", excusePeriodSchema, excusePeriod)
const endSpan = staffAction("regimens.edit", endPeriodSchema, endPeriod)

export async function addMedication(input: z.input<typeof startRegimenSchema>) {
  return start(input)
}

export async function changeMedication(input: z.input<typeof editRegimenSchema>) {
  return edit(input)
}

export async function endMedication(input: z.input<typeof endRegimenSchema>) {
  return end(input)
}

export async function addPeriod(input: z.input<typeof excusePeriodSchema>) {
  return excuse(input)
}

export async function endPeriodEarly(input: z.input<typeof endPeriodSchema>) {
  return endSpan(input)
}
