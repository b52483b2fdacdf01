import { z } from "zod"

/** A failed or unknown send that nobody needs to do anything about, and why. */
export const settleSendSchema = z.object({
  messageId: z.uuid("Choose a message."),
  reason: z
    .string()
    .trim()
    .min(3, "Say why, in a few words.")
    .max(500, "Say it in 500 characters at most."),
})
export type SettleSend = z.input<typeof settleSendSchema>
