import { z } from "zod"
import { AppError } from "@/lib/errors"
import {
  REVIEW_AGES,
  REVIEW_FILTERS,
  type ReviewAge,
  type ReviewFilter,
  type SeenReply,
} from "./item"

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

export function readAge(value: unknown): ReviewAge {
  return REVIEW_AGES.find((age) => age === value) ?? "all"
}

const MOST_LISTED = 1_000

/** How many rows are asked for; what is no number, or too large a one, is put right. */
export function readMost(value: unknown, atOnce: number): number {
  const most = z.coerce.number().int().safeParse(value).data ?? atOnce
  return Math.min(Math.max(most, atOnce), MOST_LISTED)
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

/** The reply as the person had it on the screen. */
const seen = z.object({
  attempts: z.int(),
  decisionId: z.uuid().nullable(),
}) satisfies z.ZodType<SeenReply>

export const reassignSchema = linkSchema.extend({
  reason: note.min(3, "Say why, in a few words."),
  seen,
})
export type ReassignInput = z.input<typeof reassignSchema>

export const undoSchema = z.object({
  replyId: z.uuid(),
  reason: note.min(3, "Say why, in a few words."),
  seen,
})
export type UndoInput = z.input<typeof undoSchema>

/** As many as a person can have looked at before one action. */
export const MOST_TOGETHER = 200

const replyIds = z
  .array(z.uuid())
  .min(1, "Select a reply.")
  .max(MOST_TOGETHER, `Select ${MOST_TOGETHER} replies at most.`)

export const dismissManySchema = z.object({
  replyIds,
  reason: note.min(3, "Say why, in a few words."),
})
export type DismissManyInput = z.input<typeof dismissManySchema>

export const retryManySchema = z.object({ replyIds })
export type RetryManyInput = z.input<typeof retryManySchema>

/** The replies with what was suggested for each on the screen. */
export const acceptManySchema = z.object({
  replies: z
    .array(
      z.object({
        replyId: z.uuid(),
        doseId: z.uuid(),
        meaning: z.enum(["taken", "not_taken"]),
      }),
    )
    .min(1, "Select a reply.")
    .max(MOST_TOGETHER, `Select ${MOST_TOGETHER} replies at most.`),
})
export type AcceptManyInput = z.input<typeof acceptManySchema>

/** Replies with the decision about each that is to be taken back. */
export const undoManySchema = z.object({
  replies: z
    .array(z.object({ replyId: z.uuid(), decisionId: z.uuid() }))
    .min(1, "There is nothing to take back.")
    .max(MOST_TOGETHER, `Take back ${MOST_TOGETHER} decisions at most.`),
  reason: note.min(3, "Say why, in a few words."),
})
export type UndoManyInput = z.input<typeof undoManySchema>

export const presenceSchema = z.object({
  itemKind: z.enum(["reply", "message"]),
  itemId: z.uuid(),
  isLooking: z.boolean(),
})
export type PresenceInput = z.input<typeof presenceSchema>

/** Throws `not_found` for what names no item. */
export function readPresence(value: unknown): z.output<typeof presenceSchema> {
  const presence = presenceSchema.safeParse(value)
  if (!presence.success) throw new AppError("not_found", "There is nothing at this address.")
  return presence.data
}
