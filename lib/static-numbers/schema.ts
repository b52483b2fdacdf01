import { z } from "zod"

const country = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2}$/, "Choose a country.")
  .transform((code) => code.toUpperCase())

/** `seen` is the entered number that the person had on the screen: another one is a conflict. */
const seen = z.string().max(20).nullable()

export const enterStaticNumberSchema = z.object({
  country,
  phone: z.string().max(200, "Enter a phone number."),
  seen,
})
export const removeStaticNumberSchema = z.object({ country, seen })

export type EnterStaticNumber = z.input<typeof enterStaticNumberSchema>
export type RemoveStaticNumber = z.input<typeof removeStaticNumberSchema>
