import { z } from "zod"
import { listQuerySchema } from "@/lib/patients/schema"
import { LONGEST_NAME } from "./view"

const name = z
  .string()
  .transform((text) => text.replaceAll("\u0000", "").trim())
  .pipe(
    z
      .string()
      .min(1, "Give the view a name.")
      .max(LONGEST_NAME, "Keep the name under 40 characters."),
  )

/** `viewId` is made once by the form, so that a double click saves one view. */
export const saveViewSchema = z.object({ viewId: z.uuid(), name, query: listQuerySchema })
export type SaveView = z.input<typeof saveViewSchema>

/** Only what is given is changed; `isDefault` takes it from whichever view had it. */
export const changeViewSchema = z.object({
  viewId: z.uuid(),
  name: name.optional(),
  query: listQuerySchema.optional(),
  isDefault: z.boolean().optional(),
})
export type ChangeView = z.input<typeof changeViewSchema>

export const deleteViewSchema = z.object({ viewId: z.uuid() })
export type DeleteView = z.input<typeof deleteViewSchema>
