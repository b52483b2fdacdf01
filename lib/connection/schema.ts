import { z } from "zod"
import { PERSON_KINDS } from "@/db/enums"

/** Which kinds of people BioT shall call us about, or no longer. */
export const subscriptionsSchema = z.object({
  kinds: z.array(z.enum(PERSON_KINDS)).min(1, "Choose at least one kind of people."),
})
