import { z } from "zod"
import { timeZoneSchema } from "@/lib/regimens/schedule"
import { PATIENT_FILTERS, PATIENT_SORTS } from "./listing"
import { LONGEST_NOTE, type TimelineDays } from "./timeline"

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

/** As IANA writes it, whatever the case it was typed in. */
const ianaZone = z
  .string()
  .trim()
  .pipe(timeZoneSchema)
  .transform((name) => {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions()
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
  })

/** `timeZone` null takes the portal's own zone back; `seen` is the one that stood on the screen. */
export const setTimeZoneOverrideSchema = z.object({
  patientId: z.uuid(),
  timeZone: ianaZone.nullable(),
  seen: z.string().max(100).nullable(),
})
export type SetTimeZoneOverride = z.input<typeof setTimeZoneOverrideSchema>

/** `noteId` is made once by the form, so that a double click writes one note. */
export const writeNoteSchema = z.object({
  patientId: z.uuid(),
  noteId: z.uuid(),
  body: z
    .string()
    // Postgres keeps no NUL.
    .transform((text) => text.replaceAll("\u0000", "").trim())
    .pipe(
      z
        .string()
        .min(1, "Write the note first.")
        .max(LONGEST_NOTE, "Keep the note under 2,000 characters."),
    ),
})
export type WriteNote = z.input<typeof writeNoteSchema>
