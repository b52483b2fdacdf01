import { z } from "zod"
import { EXCUSE_KINDS } from "@/db/enums"
import {
  localDateSchema,
  recurrenceSchema,
  scheduleSchema,
  windowOverridesSchema,
} from "./schedule"

export const ENDS_BEFORE_CHANGE =
  "The last day cannot lie before the day from which the change holds."

const text = (name: string) =>
  z.string().trim().min(1, `Give the ${name}.`).max(120, `Keep the ${name} under 120 characters.`)

/** What a regimen expects, without when it begins and whose clock it is told by. */
const plan = {
  doseText: text("dose"),
  slots: scheduleSchema.shape.slots,
  recurrence: recurrenceSchema,
  windows: windowOverridesSchema.default({}),
  endDate: localDateSchema.nullable(),
  isReminding: z.boolean(),
}

const seen = z.object({ versionId: z.guid(), endDate: localDateSchema.nullable() })

/** `regimenId` is the form's own: sent twice, it is one regimen. */
export const startRegimenSchema = z
  .object({
    patientId: z.guid(),
    regimenId: z.guid(),
    medication: text("medication"),
    startDate: localDateSchema,
    ...plan,
  })
  .refine(({ startDate, endDate }) => endDate === null || endDate >= startDate, {
    path: ["endDate"],
    message: "The last day cannot lie before the first.",
  })

/** `from`: the first day, in the patient's calendar, of the schedule as it is given here. */
export const editRegimenSchema = z
  .object({ regimenId: z.guid(), seen, from: localDateSchema, ...plan })
  .refine(({ from, endDate }) => endDate === null || endDate >= from, {
    path: ["endDate"],
    message: ENDS_BEFORE_CHANGE,
  })

/** `lastDate`: the last day of which doses are expected. */
export const endRegimenSchema = z.object({ regimenId: z.guid(), seen, lastDate: localDateSchema })

const reason = z
  .string()
  .trim()
  .min(3, "Say why, in a few words: whoever reads the timeline later will ask.")
  .max(300, "Keep the reason under 300 characters.")

/** `regimenId` null: every medication; `toDate` null: until somebody ends it. */
export const excusePeriodSchema = z
  .object({
    patientId: z.guid(),
    periodId: z.guid(),
    regimenId: z.guid().nullable(),
    kind: z.enum(EXCUSE_KINDS),
    reason,
    fromDate: localDateSchema,
    toDate: localDateSchema.nullable(),
  })
  .refine(({ fromDate, toDate }) => toDate === null || toDate >= fromDate, {
    path: ["toDate"],
    message: "The last day cannot lie before the first.",
  })

/** `lastDate`: the last day that stays excused; null: none does, the period was a mistake. */
export const endPeriodSchema = z.object({
  periodId: z.guid(),
  seen: localDateSchema.nullable(),
  lastDate: localDateSchema.nullable(),
})

export type StartRegimen = z.input<typeof startRegimenSchema>
export type EditRegimen = z.input<typeof editRegimenSchema>
export type EndRegimen = z.input<typeof endRegimenSchema>
export type ExcusePeriod = z.input<typeof excusePeriodSchema>
export type EndPeriod = z.input<typeof endPeriodSchema>
