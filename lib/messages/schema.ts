import { z } from "zod"

/** `idempotencyKey` is made once by the composer, so that a double click names the same message. */
export const sendManualReminderSchema = z.object({
  patientId: z.uuid("Choose a patient."),
  doseIds: z.array(z.uuid()).max(20, "A reminder asks about 20 doses at most."),
  body: z.string().max(2_000, "The text is too long: three parts at most."),
  /** Where the text is from, as long as nobody changed a word of it. */
  template: z.object({ id: z.uuid(), version: z.int().min(1) }).nullish(),
  idempotencyKey: z.string().min(8).max(100),
  /** The person has seen the warnings and sends all the same. */
  sendAnyway: z.boolean().default(false),
})
export type SendManualReminder = z.input<typeof sendManualReminderSchema>

/**
 * Lower goes first: safety > manual > reminder > nudge. A text to many lets reminders pass, whose
 * time is now, and one person's text too: at one a second 5,000 take more than an hour.
 */
export const PRIORITY = { safety: 0, manual: 10, reminder: 20, batch: 25, nudge: 30 } as const
