import { z } from "zod"
import { DOSE_STATES } from "@/db/enums"

const reason = z
  .string()
  .trim()
  .min(3, "Say why, in a few words: whoever reads the timeline later will ask.")
  .max(300, "Keep the reason under 300 characters.")

/** `seen` is the state that the person had on the screen: a dose that moved on is a conflict. */
const decided = { doseId: z.guid(), seen: z.enum(DOSE_STATES), reason }

/** `takenAt` in epoch milliseconds, null when nobody knows the time: the dose is then not on time. */
export const recordTakenSchema = z.object({
  ...decided,
  takenAt: z.int().nullable().default(null),
})
export const recordNotTakenSchema = z.object(decided)
export const excuseDoseSchema = z.object(decided)
export const voidEventSchema = z.object({ eventId: z.guid(), reason })

export type RecordTaken = z.input<typeof recordTakenSchema>
export type RecordNotTaken = z.input<typeof recordNotTakenSchema>
export type ExcuseDose = z.input<typeof excuseDoseSchema>
export type VoidEvent = z.input<typeof voidEventSchema>
