import { randomUUID } from "node:crypto"
import { z } from "zod"
import { DAY_MS } from "./clock"
import { ENDPOINT_NAMES, type EndpointName } from "./endpoints"
import type { Queryable, World } from "./world"

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
/** What can go wrong at any endpoint. */
export const API_FAULTS = [
  "slow",
  "silent",
  "reset",
  "error400",
  "tokenNotValid",
  "accessDenied",
  "error404",
  "error429",
  "error500",
  "error504",
  "notJson",
  "empty",
] as const
/** What can go wrong when the plugin is called, and how BioT's calls differ. */
export const CALL_FAULTS = [
  "duplicates",
  "delay",
  "reorder",
  "skew",
  "strippedPhi",
  "attributes",
  "locale",
  "traceId",
  "startTime",
  "sourceIp",
  "noIds",
  "noNumbers",
] as const
export const FAULT_KINDS = [...new Set([...SEND_FAULTS, ...API_FAULTS, ...CALL_FAULTS])] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** The forms that BioT's calls were seen to take, and `absent` or `null` for what they may lack. */
export const FORMS: Partial<Record<FaultKind, readonly string[]>> = {
  attributes: ["null", "absent", "extra", "referencers"],
  traceId: ["hex", "absent"],
  startTime: ["milliseconds", "seconds", "absent"],
}

const known = (kinds: readonly string[], kind: string) => kinds.includes(kind)

export const faultSchema = z
  .strictObject({
    kind: z.enum(FAULT_KINDS),
    /** Where; left out for what concerns sending a text or calling the plugin. */
    endpoint: z.enum([...ENDPOINT_NAMES, "any"]).nullish(),
    /** The next so many calls; left out: until cleared. */
    times: z.number().int().min(1).max(1_000_000).nullish(),
    /** How many calls go well before. */
    skip: z.number().int().min(0).max(1_000_000).nullish(),
    /** Only for texts to or from this number. */
    number: z.string().nullish(),
    /** slow, delay, reorder: how long. skew: added to startTime, may be negative. */
    ms: z
      .number()
      .int()
      .min(-30 * DAY_MS)
      .max(30 * DAY_MS)
      .nullish(),
    /** duplicates: how many calls in all, at once. */
    copies: z.number().int().min(1).max(200).nullish(),
    /** error500, reset and the like: whether it is done all the same. */
    accepted: z.boolean().nullish(),
    /** attributes, traceId, startTime: which form. locale, sourceIp: the value; left out: null. */
    value: z.string().max(200).nullish(),
  })
  .refine(({ kind, endpoint }) =>
    endpoint ? known(API_FAULTS, kind) : known([...SEND_FAULTS, ...CALL_FAULTS], kind),
  )
  .refine(({ kind, value }) => !FORMS[kind] || known(FORMS[kind], value ?? ""))

export type Fault = {
  id: string
  kind: FaultKind
  endpoint: EndpointName | "any" | null
  number: string | null
  ms: number | null
  copies: number | null
  accepted: boolean | null
  value: string | null
  skip: number
  remaining: number | null
}

const COLUMNS = "id, kind, endpoint, number, ms, copies, accepted, value, skip, remaining"

export async function listFaults(db: Queryable): Promise<Fault[]> {
  return (await db.query(`SELECT ${COLUMNS} FROM faults ORDER BY seq`)).rows
}

export async function countFaults(db: Queryable): Promise<number> {
  return (await db.query("SELECT count(*)::int AS n FROM faults")).rows[0].n
}

export async function addFault(world: World, fault: z.infer<typeof faultSchema>): Promise<Fault> {
  const { kind, endpoint, number, ms, copies, accepted, value, skip, times } = fault
  const { rows } = await world.pool.query(
    `INSERT INTO faults (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     RETURNING ${COLUMNS}`,
    [randomUUID(), kind, endpoint, number, ms, copies, accepted, value, skip ?? 0, times],
  )
  world.faultCount += 1
  world.live.publish({ type: "trouble" })
  return rows[0]
}

export async function clearFaults(world: World, id?: string): Promise<void> {
  await world.pool.query("DELETE FROM faults WHERE $1::uuid IS NULL OR id = $1::uuid", [id ?? null])
  await changed(world)
}

async function changed(world: World): Promise<void> {
  world.faultCount = await countFaults(world.pool)
  world.live.publish({ type: "trouble" })
}

export type Faults = Map<FaultKind, Fault>
type Call = { kinds: readonly FaultKind[]; number?: string; endpoint?: EndpointName }

/** The faults that strike this call, each counted down; a spent one is gone. */
export async function takeFaults(
  world: World,
  { kinds, number = "", endpoint }: Call,
): Promise<Faults> {
  if (world.faultCount === 0) return new Map()
  const { rows } = await world.pool.query<Fault & { skipped: number }>(
    `WITH struck AS (
       SELECT id AS struck_id, skip AS skipped FROM faults
        WHERE kind = ANY($1) AND (number IS NULL OR number = $2)
          AND CASE WHEN $3::text IS NULL THEN endpoint IS NULL ELSE endpoint IN ($3, 'any') END
          AND (remaining IS NULL OR remaining > 0)
        ORDER BY seq FOR UPDATE)
     UPDATE faults SET skip = greatest(skip - 1, 0),
                       remaining = CASE WHEN skip > 0 THEN remaining ELSE remaining - 1 END
       FROM struck WHERE id = struck_id RETURNING ${COLUMNS}, skipped`,
    [kinds, number, endpoint ?? null],
  )
  if (rows.some((fault) => fault.remaining === 0)) {
    await world.pool.query("DELETE FROM faults WHERE remaining <= 0")
  }
  if (rows.some((fault) => fault.remaining !== null || fault.skipped > 0)) await changed(world)
  const striking = rows.filter((fault) => fault.skipped === 0)
  return new Map(striking.map((fault) => [fault.kind, fault]))
}
