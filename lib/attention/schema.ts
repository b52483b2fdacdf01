import { z } from "zod"
import { attentionChoices } from "./attention-settings"

const SHORTEST_NOTE = 3
const MOST_ITEMS = 9

/** `seen` is what the admin had on the screen: anything else in force is a conflict. */
export const changeAttentionSchema = z.object({
  seen: attentionChoices,
  settings: attentionChoices,
})
export type ChangeAttention = z.input<typeof changeAttentionSchema>

/** The rules of which it is asked what they would change. */
export const attentionPreviewSchema = z.object({ settings: attentionChoices })

const itemIds = z.array(z.uuid()).min(1, "Choose at least one reason.").max(MOST_ITEMS)

/** Open items of one patient, which the same words set aside. */
export const dealWithSchema = z.strictObject({
  itemIds,
  note: z
    .string()
    // Postgres keeps no NUL.
    .transform((text) => text.replaceAll("\u0000", "").trim())
    .pipe(
      z
        .string()
        .min(SHORTEST_NOTE, "Say what was done, in a few words: others will ask.")
        .max(300, "Keep it under 300 characters."),
    ),
})
export type DealWith = z.input<typeof dealWithSchema>

export const reopenSchema = z.strictObject({ itemIds })
export type Reopen = z.input<typeof reopenSchema>
