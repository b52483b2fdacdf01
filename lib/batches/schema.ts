import { z } from "zod"
import { AppError } from "@/lib/errors"
import { WARNINGS } from "@/lib/messages/gate"
import { wantedPatientsSchema } from "@/lib/patients/schema"
import { ABOUTS, MOST_RECIPIENTS, RESULTS } from "./limits"

const ids = z.array(z.uuid())

/** Whom to text: by hand, or all that the list's filter and search find when it is sent. */
const choiceSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("listed"),
    patientIds: ids
      .min(1, "Choose at least one patient.")
      .max(MOST_RECIPIENTS, "At most 5,000 patients get one text. Choose fewer."),
  }),
  wantedPatientsSchema.extend({
    kind: z.literal("matching"),
    except: ids.max(MOST_RECIPIENTS).default([]),
  }),
])
export type BatchChoice = z.infer<typeof choiceSchema>

export const checkBatchSchema = z.object({
  choice: choiceSchema,
  about: z.enum(ABOUTS),
  body: z.string().max(2_000, "The text is too long: three parts at most."),
})
export type CheckBatch = z.input<typeof checkBatchSchema>

/**
 * `idempotencyKey` is made once for a draft, so that whatever is pressed twice is one batch. Whoever
 * is warned about anything outside `accepts` is left out; more than `seenGoing` are never sent to.
 */
export const sendBatchSchema = checkBatchSchema.extend({
  idempotencyKey: z.uuid(),
  seenGoing: z.int().min(1, "Nobody is left to send to."),
  accepts: z.array(z.enum(WARNINGS)).max(WARNINGS.length),
  template: z
    .object({ id: z.uuid(), version: z.int().min(1) })
    .nullable()
    .default(null),
})
export type SendBatch = z.input<typeof sendBatchSchema>

export const stopBatchSchema = z.object({ batchId: z.uuid() })
export type StopBatch = z.input<typeof stopBatchSchema>

export const batchIdSchema = z.uuid()

/** An id as an address has it. Throws `not_found` for what is none. */
export function readBatchId(value: unknown): string {
  const id = batchIdSchema.safeParse(value)
  if (!id.success) throw new AppError("not_found", "There is no such text to many here.")
  return id.data
}

/** The draft in an address; null for what is none. */
export function readDraft(value: unknown): string | null {
  return z.uuid().safeParse(value).data ?? null
}

/** Which recipients a page shows, and the last one of the page before. */
export const recipientsPageSchema = z.object({
  result: z.enum(RESULTS).catch("all"),
  after: z.uuid().nullable().catch(null),
})
export type RecipientsAsk = z.infer<typeof recipientsPageSchema>
