import { z } from "zod"
import { AppError } from "@/lib/errors"
import { REVIEW_FILTERS, type ReviewFilter } from "./item"

/** An id out of an address; throws `not_found` for what is none. */
export function readReviewId(value: string): string {
  const id = z.uuid().safeParse(value)
  if (!id.success) throw new AppError("not_found", "There is nothing at this address.")
  return id.data
}

/** What stands in the address; anything else shows the whole queue. */
export function readFilter(value: unknown): ReviewFilter {
  return REVIEW_FILTERS.find((filter) => filter === value) ?? "all"
}

const note = z.string().trim().max(500, "Say it in 500 characters at most.")

export const linkSchema = z.object({
  replyId: z.uuid(),
  patientId: z.uuid("Choose a patient."),
  doseIds: z.array(z.uuid()).min(1, "Choose a dose.").max(20, "Choose 20 doses at most."),
  meaning: z.enum(["taken", "not_taken"], "Choose taken or not taken."),
  reason: note.optional(),
})

export type LinkInput = z.input<typeof linkSchema>

export const dismissSchema = z.object({
  replyId: z.uuid(),
  reason: note.min(3, "Say why, in a few words."),
})

export const retrySchema = z.object({ replyId: z.uuid() })
