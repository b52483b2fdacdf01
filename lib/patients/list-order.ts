import { asc, desc, type SQL, sql } from "drizzle-orm"
import { patientSummaries } from "@/db/schema"
import type { PatientSort } from "./listing"
import { type PatientCursor, patientCursorSchema } from "./schema"

const { need, nameKey, reportedKey, lastTakenKey, patientId } = patientSummaries

/** Each order is one column, then the id, both the same way: an index has them so. */
const ORDERS = {
  need: { key: need, isDescending: true },
  name: { key: nameKey, isDescending: false },
  reported: { key: reportedKey, isDescending: false },
  last_taken: { key: lastTakenKey, isDescending: false },
} as const satisfies Record<PatientSort, { key: unknown; isDescending: boolean }>

export const orderKey = (sort: PatientSort) => ORDERS[sort].key

export function inOrder(sort: PatientSort): SQL[] {
  const { key, isDescending } = ORDERS[sort]
  const way = isDescending ? desc : asc
  return [way(key), way(patientId)]
}

/** Whatever comes after the row where the last page ended; an unreadable cursor is none. */
export function afterCursor(sort: PatientSort, cursor: string | null): SQL | undefined {
  const at = cursor === null ? null : decodeCursor(cursor)
  if (!at) return undefined
  const { key, isDescending } = ORDERS[sort]
  if (typeof at.key !== (sort === "name" ? "string" : "number")) return undefined
  const place = sql`(${sql.param(at.key, key)}, ${at.id}::uuid)`
  const here = sql`(${key}, ${patientId})`
  return isDescending ? sql`${here} < ${place}` : sql`${here} > ${place}`
}

export function encodeCursor(last: PatientCursor): string {
  return Buffer.from(JSON.stringify(last)).toString("base64url")
}

function decodeCursor(text: string): PatientCursor | null {
  try {
    return patientCursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()))
  } catch {
    return null
  }
}
