import { z } from "zod"

/** `idempotencyKey` is made once by the pane, so that a double click names the same message. */
export const sendAgainSchema = z.object({
  messageId: z.uuid("Choose a message."),
  idempotencyKey: z.string().min(8).max(100),
  /** The person has seen the warnings and sends all the same. */
  knowingly: z.boolean().default(false),
})
export type SendAgain = z.input<typeof sendAgainSchema>
