import { z } from "zod"
import { PATIENT_FILTERS, PATIENT_SORTS } from "./listing"
import type { TimelineDays } from "./timeline"

/** Which page of the list is asked for. `q` is posted, never part of an address. */
export const patientsPageSchema = z.object({
  sort: z.enum(PATIENT_SORTS).default("need"),
  filter: z.enum(PATIENT_FILTERS).default("all"),
  q: z.string().trim().max(100).default(""),
  cursor: z.string().max(600).nullable().default(null),
})
export type PatientsPageRequest = z.infer<typeof patientsPageSchema>

/** Where the next page begins: the last row's sort key and id. */
export const patientCursorSchema = z.object({
  key: z.union([z.number(), z.string()]),
  id: z.uuid(),
})
export type PatientCursor = z.infer<typeof patientCursorSchema>

export const patientIdSchema = z.uuid()

/** 30 unless 90 is asked for. */
export const timelineDaysSchema = z
  .unknown()
  .transform((value): TimelineDays => (String(value) === "90" ? 90 : 30))

/** Sort and filter as an address has them; what is not known is the default. */
export const patientListingSchema = z.object({
  sort: z.enum(PATIENT_SORTS).catch("need"),
  filter: z.enum(PATIENT_FILTERS).catch("all"),
})
