import type { z } from "zod"
import { checkBatchSchema } from "@/lib/batches/schema"

/** Whom it is about: by hand, or all that the list's filters and search find. */
export const chooseConsentsSchema = checkBatchSchema.pick({ choice: true })
export type ChooseConsents = z.input<typeof chooseConsentsSchema>
