import { z } from "zod"
import { MESSAGE_KINDS, MESSAGE_STATES } from "@/db/enums"
import { AppError } from "@/lib/errors"
import type { LogFilters } from "./log-row"

const day = z.iso.date().nullable().catch(null)
const filtersSchema = z.object({
  state: z.enum(MESSAGE_STATES).nullable().catch(null),
  kind: z.enum(MESSAGE_KINDS).nullable().catch(null),
  by: z
    .union([z.enum(["person", "schedule"]), z.uuid()])
    .nullable()
    .catch(null),
  from: day,
  to: day,
  patient: z.uuid().nullable().catch(null),
})

/** The filters in an address; what is none of them narrows nothing. */
export function readLogFilters(given: object): LogFilters {
  const { patient: patientId, ...filters } = filtersSchema.parse({ ...NOTHING, ...given })
  return { ...filters, patientId }
}

const NOTHING = { state: null, kind: null, by: null, from: null, to: null, patient: null }
export const NO_FILTERS: LogFilters = readLogFilters({})

/** `state=failed&kind=nudge`, always in the same order; empty without filters. */
export function writeLogFilters({ patientId: patient, ...filters }: LogFilters): string {
  const written = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, patient })) {
    if (value !== null) written.set(name, value)
  }
  return written.toString()
}

/** The log's address with these filters. */
export function logHref(filters: LogFilters): string {
  const written = writeLogFilters(filters)
  return written ? `/messages?${written}` : "/messages"
}

/** An id out of an address; throws `not_found` for what is none. */
export function readMessageId(value: string): string {
  const id = z.uuid().safeParse(value)
  if (!id.success) throw new AppError("not_found", "There is nothing at this address.")
  return id.data
}

/** Where the next page begins: the last row's time (epoch ms) and id. */
const cursorSchema = z.tuple([z.number().int(), z.uuid()])
export type LogCursor = { at: number; id: string }

export const writeCursor = ({ at, id }: LogCursor): string => `${at}_${id}`

/** Null, and so the beginning, for what is no cursor. */
export function readCursor(text: string | null): LogCursor | null {
  const [at, id] = text?.split("_") ?? []
  const parsed = cursorSchema.safeParse([Number(at), id])
  return parsed.success ? { at: parsed.data[0], id: parsed.data[1] } : null
}
