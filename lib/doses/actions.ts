"use server"

import { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import type { StaffContext } from "@/lib/auth/context"
import { excuseDose, recordNotTaken, recordTaken, voidEvent } from "./mutations"
import {
  excuseDoseSchema,
  recordNotTakenSchema,
  recordTakenSchema,
  voidEventSchema,
} from "./schema"
import { takenInstant } from "./taken-time"

/** The time of the intake as it was typed, on the patient's calendar; null: nobody knows. */
const takenOn = z
  .object({ date: z.iso.date(), time: z.string().max(5), zone: z.string().max(60) })
  .nullable()

const correction = z.discriminatedUnion("as", [
  recordTakenSchema.omit({ takenAt: true }).extend({ as: z.literal("taken"), takenOn }),
  recordNotTakenSchema.extend({ as: z.literal("not_taken") }),
  excuseDoseSchema.extend({ as: z.literal("excused") }),
  voidEventSchema.extend({ as: z.literal("voided") }),
])

function correct(ctx: StaffContext, input: z.output<typeof correction>) {
  switch (input.as) {
    case "taken": {
      const takenAt = input.takenOn ? takenInstant(input.takenOn) : null
      return recordTaken(ctx, { ...input, takenAt })
    }
    case "not_taken":
      return recordNotTaken(ctx, input)
    case "excused":
      return excuseDose(ctx, input)
    case "voided":
      return voidEvent(ctx, input)
  }
}

const run = staffAction("doses.correct", correction, correct)

export async function correctDose(input: z.input<typeof correction>) {
  return run(input)
}
