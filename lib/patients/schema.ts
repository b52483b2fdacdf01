import { z } from "zod"
import { LIST_BANDS } from "@/db/enums"
import { timeZoneSchema } from "@/lib/regimens/schedule"
import {
  LONGEST_VALUE,
  ME,
  MOST_VALUES,
  NOBODY,
  PATIENT_FLAGS,
  PATIENT_SORTS,
  TREND_WAYS,
} from "./listing"
import { readPeriod } from "./period"
import { LONGEST_NOTE } from "./timeline"

const values = <T extends z.ZodType<string>>(value: T) =>
  z.array(value).max(MOST_VALUES).default([])

/** The known filters of the list, each empty unless it is used; what is not known is left out. */
const narrowing = {
  attention: z.boolean().default(false),
  band: values(z.enum(LIST_BANDS)),
  trend: values(z.enum(TREND_WAYS)),
  flag: values(z.enum(PATIENT_FLAGS)),
  medication: values(z.string().min(1).max(LONGEST_VALUE)),
  language: values(z.string().regex(/^[a-z]{2,3}$/)),
  country: values(z.string().regex(/^[A-Z]{2}$/)),
  assignee: values(z.union([z.enum([ME, NOBODY]), z.uuid()])),
}
/** What is searched for is posted, never part of an address. */
const q = z.string().trim().max(100).default("")

/** Whom the list finds, for a count or a text to all of them. */
export const wantedPatientsSchema = z.object({ ...narrowing, q })

/** Filters and order, as a view keeps them. */
export const listQuerySchema = z.object({
  ...narrowing,
  sort: z.enum(PATIENT_SORTS).default("need"),
})

/** Which page of the list is asked for. */
export const patientsPageSchema = listQuerySchema.extend({
  q,
  cursor: z.string().max(900).nullable().default(null),
})
export type PatientsPageRequest = z.infer<typeof patientsPageSchema>

/** Where the next page begins: the last row's sort key and id. */
export const patientCursorSchema = z.object({
  key: z.union([z.number(), z.string()]),
  id: z.uuid(),
})
export type PatientCursor = z.infer<typeof patientCursorSchema>

export const patientIdSchema = z.uuid()

export const doseIdSchema = z.uuid()

const text = z.string().optional().catch(undefined)

/** `days`, or `from` and `to`, as an address has them; what is no period is the last 30 days. */
export const periodSchema = z.object({ days: text, from: text, to: text }).transform(readPeriod)

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
