import "server-only"
import {
  and,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { MessageState } from "@/db/enums"
import { messages, organizations, patients, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readNamesAs, readPatientAs } from "@/lib/patients/audited-read"
import { personName } from "@/lib/patients/person-name"
import { isPatientHere } from "@/lib/patients/queries"
import type { LogFilters, LogPage } from "./log-row"
import { selectLogRows } from "./log-row-queries"
import { type LogCursor, writeCursor } from "./log-schema"

export const LOG_PAGE_SIZE = 50
/** Few at any time, and each with an index; sent ones are many and nobody waits for their number. */
const COUNTED = ["queued", "sending", "failed", "unknown"] as const

/**
 * One page of the organization's messages, newest first, 50 at most, after `cursor`. Leaves an audit
 * entry, of one patient where the messages are narrowed to theirs.
 */
export async function messageLog(
  ctx: StaffContext,
  filters: LogFilters,
  cursor: LogCursor | null,
): Promise<LogPage> {
  const { patientId } = filters
  const read = (tx: Transaction) => pageOf(tx, filters, cursor)
  const isOfOne = patientId !== null && (await isPatientHere(ctx, patientId))
  return isOfOne ? readPatientAs(ctx, patientId, read) : readNamesAs(ctx, read)
}

async function pageOf(
  tx: Transaction,
  filters: LogFilters,
  cursor: LogCursor | null,
): Promise<LogPage> {
  const [home] = await tx.select({ zone: organizations.timeZone }).from(organizations)
  const zone = home?.zone ?? "UTC"
  const wanted = and(narrowed(filters, zone), after(cursor))
  const found = await selectLogRows(tx, wanted, LOG_PAGE_SIZE + 1)
  const rows = found.slice(0, LOG_PAGE_SIZE)
  const last = rows.at(-1)
  const more = found.length > LOG_PAGE_SIZE && last
  return {
    rows,
    nextCursor: more ? writeCursor({ at: last.createdAt, id: last.id }) : null,
    counts: cursor ? null : await countsOf(tx),
    zone,
    people: cursor ? null : await peopleOf(tx),
    patientName: cursor ? null : await patientNameOf(tx, filters.patientId),
  }
}

function narrowed(filters: LogFilters, zone: string): SQL | undefined {
  const { state, kind, by, from, to, patientId } = filters
  return and(
    state ? eq(messages.state, state) : undefined,
    kind ? eq(messages.kind, kind) : undefined,
    by ? askedBy(by) : undefined,
    from ? sql`${messages.createdAt} >= ${from}::timestamp at time zone ${zone}` : undefined,
    to
      ? sql`${messages.createdAt} < (${to}::timestamp + interval '1 day') at time zone ${zone}`
      : undefined,
    patientId ? eq(messages.patientId, patientId) : undefined,
  )
}

function askedBy(by: string): SQL {
  if (by === "schedule") return isNull(messages.requestedBy)
  return by === "person" ? isNotNull(messages.requestedBy) : eq(messages.requestedBy, by)
}

function after(cursor: LogCursor | null): SQL | undefined {
  if (!cursor) return undefined
  const { at, id } = cursor
  return or(lt(messages.createdAt, at), and(eq(messages.createdAt, at), lt(messages.id, id)))
}

async function countsOf(tx: Transaction): Promise<Partial<Record<MessageState, number>>> {
  const rows = await tx
    .select({ state: messages.state, n: count() })
    .from(messages)
    .where(inArray(messages.state, [...COUNTED]))
    .groupBy(messages.state)
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/** Whoever may send now, by name; others are found by their ids in addresses all the same. */
async function peopleOf(tx: Transaction): Promise<{ id: string; name: string }[]> {
  const rows = await tx
    .select({ id: staff.id, firstName: staff.firstName, lastName: staff.lastName })
    .from(staff)
    .where(and(inArray(staff.role, ["coordinator", "admin"]), eq(staff.isEnabled, true)))
    .orderBy(staff.lastName, staff.firstName, desc(staff.id))
  return rows.map(({ id, firstName, lastName }) => ({ id, name: personName(firstName, lastName) }))
}

async function patientNameOf(tx: Transaction, patientId: string | null): Promise<string | null> {
  if (patientId === null) return null
  const [row] = await tx
    .select({ firstName: patients.firstName, lastName: patients.lastName })
    .from(patients)
    .where(eq(patients.id, patientId))
  return row ? personName(row.firstName, row.lastName) : null
}
