import { z } from "zod"
import { MESSAGE_STATES } from "@/db/enums"
import type { LogFilter } from "./log-row"

export function readLogFilter(value: unknown): LogFilter {
  return MESSAGE_STATES.find((state) => state === value) ?? "all"
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
