import { Temporal } from "temporal-polyfill"
import { z } from "zod"

const DAY_MINUTES = 24 * 60

export const localDateSchema = z.string().refine(isLocalDate, "Give a real date as YYYY-MM-DD.")

export const localTimeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give a time as HH:MM, from 00:00 to 23:59.")

export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, "Give a time zone by its IANA name, such as Europe/Berlin.")

const DAYS = "Give whole numbers of days, up to 365."
const wholeDays = (least: number) => z.int(DAYS).min(least, DAYS).max(365, DAYS)
const MINUTES = "Give whole minutes, at most a day."
const wholeMinutes = (least: number) =>
  z.int(MINUTES).min(least, MINUTES).max(DAY_MINUTES, MINUTES).optional()

export const NO_WEEKDAY = "Choose at least one weekday."

/** Weekdays are ISO: 1 is Monday, 7 is Sunday. `every` and `cycle` count from `startDate`. */
export const recurrenceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("daily") }),
  z.object({
    kind: z.literal("weekdays"),
    days: z
      .array(z.int().min(1).max(7))
      .min(1, NO_WEEKDAY)
      .refine(isDistinct, "Name each weekday once."),
  }),
  z.object({ kind: z.literal("every"), days: wholeDays(1) }),
  z.object({
    kind: z.literal("cycle"),
    on: wholeDays(1),
    off: wholeDays(0),
  }),
])
export type Recurrence = z.infer<typeof recurrenceSchema>

/** Overrides of the window around a due time, in minutes; what is absent takes the default. */
export const windowOverridesSchema = z
  .object({
    opensBeforeMinutes: wholeMinutes(0),
    onTimeMinutes: wholeMinutes(1),
    closesAfterMinutes: wholeMinutes(1),
  })
  .refine((overrides) => {
    const windows = { ...DEFAULT_WINDOWS, ...definedOnly(overrides) }
    return windows.onTimeMinutes <= windows.closesAfterMinutes
  }, "A dose cannot be on time after its window has closed.")

export type Windows = {
  opensBeforeMinutes: number
  onTimeMinutes: number
  closesAfterMinutes: number
}
export type WindowOverrides = { [Key in keyof Windows]?: Windows[Key] | undefined }

export const DEFAULT_WINDOWS: Windows = {
  opensBeforeMinutes: 60,
  onTimeMinutes: 120,
  closesAfterMinutes: 360,
}

export const slotSchema = z.object({
  localTime: localTimeSchema,
  label: z.string().trim().max(40),
})
export type Slot = z.infer<typeof slotSchema>

/**
 * One version of a regimen's schedule. Dates are the patient's calendar, both ends included;
 * `endDate` null means open-ended. As-needed medication has no schedule and so no such value.
 */
export const scheduleSchema = z
  .object({
    startDate: localDateSchema,
    endDate: localDateSchema.nullable(),
    timeZone: timeZoneSchema,
    slots: z
      .array(slotSchema)
      .min(1, "Give at least one time of day.")
      .max(24)
      .refine((slots) => isDistinct(slots.map((slot) => slot.localTime)), {
        message: "Name each time of day once.",
      }),
    recurrence: recurrenceSchema,
    windows: windowOverridesSchema.optional(),
  })
  .refine((schedule) => schedule.endDate === null || schedule.endDate >= schedule.startDate, {
    path: ["endDate"],
    message: "The end cannot lie before the start.",
  })
export type Schedule = z.infer<typeof scheduleSchema>

/** The windows in force: later layers win (defaults, then the organization's, then the regimen's). */
export function resolveWindows(...layers: (WindowOverrides | null | undefined)[]): Windows {
  return Object.assign({ ...DEFAULT_WINDOWS }, ...layers.map((layer) => definedOnly(layer ?? {})))
}

function definedOnly(overrides: WindowOverrides): Partial<Windows> {
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined))
}

function isLocalDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  try {
    Temporal.PlainDate.from(value)
    return true
  } catch {
    return false
  }
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value })
    return /^[A-Za-z]/.test(value)
  } catch {
    return false
  }
}

function isDistinct(values: readonly (string | number)[]): boolean {
  return new Set(values).size === values.length
}
