import { z } from "zod"
import { FHIR_RESOURCES } from "@/db/enums"
import { LIFETIMES_DAYS } from "./lifetimes"

export const MOST_TOKENS = 50
const LONGEST_NAME = 60

/** `tokenId` is the form's own: sent twice, it makes one token, and the second answer says so. */
export const makeTokenSchema = z.object({
  tokenId: z.guid(),
  name: z
    .string()
    .trim()
    .min(1, "Give the token a name: who or what reads with it.")
    .max(LONGEST_NAME, `Use ${LONGEST_NAME} characters at most.`),
  scopes: z
    .array(z.enum(FHIR_RESOURCES))
    .min(1, "Choose at least one thing that it may read.")
    .transform((scopes) => FHIR_RESOURCES.filter((each) => scopes.includes(each))),
  readsTexts: z.boolean(),
  days: z.union(
    LIFETIMES_DAYS.map((days) => z.literal(days)),
    "Choose how long it is good for.",
  ),
})
export const revokeTokenSchema = z.object({ tokenId: z.guid() })

export type MakeToken = z.input<typeof makeTokenSchema>
export type RevokeToken = z.input<typeof revokeTokenSchema>
