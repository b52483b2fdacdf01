import { z } from "zod"
import { DOSE_STATES } from "@/db/enums"
import { CORRECTIONS, SHORTEST_REASON } from "./correctable"

/** A year of four doses a day; what is more is told in two steps. */
export const MOST_CORRECTED = 1_600

const reason = z
  .string()
  .trim()
  .min(SHORTEST_REASON, "Say why, in a few words: whoever reads the timeline later will ask.")
  .max(300, "Keep the reason under 300 characters.")

export const voidEventSchema = z.object({ eventId: z.guid(), reason })

/**
 * `correctionId` is made by the form, so that a second click finds what the first one saved; `seen`
 * is the state that the person had on the screen: a dose that moved on is a conflict.
 */
export const correctDosesSchema = z.object({
  correctionId: z.guid(),
  patientId: z.guid(),
  as: z.enum(CORRECTIONS),
  doses: z
    .array(z.object({ doseId: z.guid(), seen: z.enum(DOSE_STATES) }))
    .min(1)
    .max(MOST_CORRECTED, "These are too many doses for one step. Choose fewer days."),
  reason,
  /** Of one dose alone, epoch milliseconds; null: nobody knows, and the dose is not on time. */
  takenAt: z.int().nullable().default(null),
})
export const undoCorrectionSchema = z.object({ correctionId: z.guid(), patientId: z.guid() })

export type CorrectDoses = z.input<typeof correctDosesSchema>
export type UndoCorrection = z.input<typeof undoCorrectionSchema>
export type VoidEvent = z.input<typeof voidEventSchema>
