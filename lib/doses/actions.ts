"use server"

import { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { correctDoses, undoCorrection } from "./correction-mutations"
import { voidEvent } from "./mutations"
import {
  correctDosesSchema,
  type UndoCorrection,
  undoCorrectionSchema,
  type VoidEvent,
  voidEventSchema,
} from "./schema"
import { takenInstant } from "./taken-time"

/** The time of the intake as it was typed, on the patient's calendar; null: nobody knows. */
const takenOn = z
  .object({ date: z.iso.date(), time: z.string().max(5), zone: z.string().max(60) })
  .nullable()

const runVoid = staffAction("doses.correct", voidEventSchema, voidEvent)

export async function takeEntryBack(input: VoidEvent) {
  return runVoid(input)
}

const ofDoses = correctDosesSchema.omit({ takenAt: true }).extend({ takenOn })

const runOfDoses = staffAction("doses.correct", ofDoses, (ctx, { takenOn: on, ...input }) =>
  correctDoses(ctx, { ...input, takenAt: on ? takenInstant(on) : null }),
)

export async function correctManyDoses(input: z.input<typeof ofDoses>) {
  return runOfDoses(input)
}

const runUndo = staffAction("doses.correct", undoCorrectionSchema, undoCorrection)

export async function takeCorrectionBack(input: UndoCorrection) {
  return runUndo(input)
}
