import { z } from "zod"
import { addDays, daysBetween, type LocalDate } from "@/lib/local-date"
import { localDateSchema } from "@/lib/regimens/schedule"

export const EXPORT_KINDS = ["doses", "messages", "figures"] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

export const MOST_DAYS = 366
export const USUAL_DAYS = 30

/** Days, both included. */
export type ExportRange = { from: LocalDate; to: LocalDate }

/** The days that an address asks for; what it leaves open is the last 30 days up to `today`. */
export function exportRangeSchema(today: LocalDate) {
  return z
    .object({
      from: localDateSchema.optional(),
      to: localDateSchema.optional(),
    })
    .transform(({ from, to = today }) => ({ from: from ?? addDays(to, 1 - USUAL_DAYS), to }))
    .refine(({ from, to }) => from <= to, "The first day cannot lie after the last.")
    .refine(
      ({ from, to }) => daysBetween(from, to) < MOST_DAYS,
      `Export ${MOST_DAYS} days at most at a time.`,
    )
}
