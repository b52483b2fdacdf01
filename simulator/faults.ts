import { randomUUID } from "node:crypto"
import { z } from "zod"
import type { Queryable } from "./world"

/** What can go wrong when a text is sent. */
export const SEND_FAULTS = [
  "slow",
  "acceptThenSilent",
  "error500",
  "error400",
  "error429",
  "reset",
  "noMessageId",
] as const
/** What can go wrong when the plugin is called. */
export const CALL_FAULTS = ["duplicates", "delay", "skew", "strippedPhi"] as const
export const FAULT_KINDS = [...SEND_FAULTS, ...CALL_FAULTS] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

const DAY_MS = 24 * 60 * 60 * 1000

export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  /** The next so many calls; left out: until cleared. */
  times: z.number().int().min(1).max(1_000_000).nullish(),
  /** Only for texts to or from this number. */
  number: z.string().nullish(),
  /** slow, delay: how long. skew: added to startTime, may be negative. */
  ms: z
    .number()
    .int()
    .min(-30 * DAY_MS)
    .max(30 * DAY_MS)
    .nullish(),
  /** duplicates: how many calls in all, at once. */
  copies: z.number().int().min(1).max(200).nullish(),
  /** error500, reset: whether the text goes out all the same. */
  accepted: z.boolean().nullish(),
})

export type Fault = {
  id: string
  kind: FaultKind
  number: string | null
  ms: number | null
  copies: number | null
  accepted: boolean | null
  remaining: number | null
}

const COLUMNS = "id, kind, number, ms, copies, accepted, remaining"

export async function listFaults(db: Queryable): Promise<Fault[]> {
  return (await db.query(`SELECT ${COLUMNS} FROM faults ORDER BY seq`)).rows
}

export async function addFault(db: Queryable, fault: z.infer<typeof faultSchema>): Promise<Fault> {
  const { rows } = await db.query(
    `INSERT INTO faults (id, kind, number, ms, copies, accepted, remaining)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
    [
      randomUUID(),
      fault.kind,
      fault.number ?? null,
      fault.ms ?? null,
      fault.copies ?? null,
      fault.accepted ?? null,
      fault.times ?? null,
    ],
  )
  return rows[0]
}

export async function clearFaults(db: Queryable, id?: string): Promise<void> {
  await db.query("DELETE FROM faults WHERE $1::uuid IS NULL OR id = $1::uuid", [id ?? null])
}

/** The faults that strike this call, each counted down; a spent one is gone. */
export async function takeFaults(
  db: Queryable,
  kinds: readonly FaultKind[],
  number: string,
): Promise<Map<FaultKind, Fault>> {
  const { rows } = await db.query<Fault>(
    `UPDATE faults SET remaining = remaining - 1
     WHERE kind = ANY($1) AND (number IS NULL OR number = $2) AND (remaining IS NULL OR remaining > 0)
     RETURNING ${COLUMNS}`,
    [kinds, number],
  )
  if (rows.some((fault) => fault.remaining === 0)) {
    await db.query("DELETE FROM faults WHERE remaining <= 0")
  }
  return new Map(rows.map((fault) => [fault.kind, fault]))
}
