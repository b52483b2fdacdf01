import "server-only"
import { and, count, desc, eq, inArray, lt, or, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { MessageState } from "@/db/enums"
import {
  doses,
  messageDoses,
  messages,
  organizations,
  patients,
  regimens,
  staff,
} from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { shortDate } from "@/lib/doses/sentence"
import { personName } from "@/lib/patients/person-name"
import type { LogFilter, LogPage, LogRow } from "./log-row"
import { type LogCursor, writeCursor } from "./log-schema"

export const LOG_PAGE_SIZE = 50
/** Few at any time, and each with an index; sent ones are many and nobody waits for their number. */
const COUNTED = ["queued", "sending", "failed", "unknown"] as const

/** One page of the organization's messages, newest first, 50 at most, after `cursor`. */
export async function messageLog(
  ctx: StaffContext,
  filter: LogFilter,
  cursor: LogCursor | null,
): Promise<LogPage> {
  return readAs(ctx, async (tx) => {
    const inState = filter === "all" ? undefined : eq(messages.state, filter)
    const found = await selectRows(tx, and(inState, after(cursor)))
    const page = found.slice(0, LOG_PAGE_SIZE)
    const asked = await dosesOf(
      tx,
      page.map(({ id }) => id),
    )
    const last = page.at(-1)
    const more = found.length > LOG_PAGE_SIZE && last
    const [home] = await tx.select({ zone: organizations.timeZone }).from(organizations)
    return {
      rows: page.map((row) => ({ ...row, doses: asked.get(row.id) ?? [] })),
      nextCursor: more ? writeCursor({ at: last.createdAt, id: last.id }) : null,
      counts: cursor ? null : await countsOf(tx),
      zone: home?.zone ?? "UTC",
    }
  })
}

function after(cursor: LogCursor | null): SQL | undefined {
  if (!cursor) return undefined
  const { at, id } = cursor
  return or(lt(messages.createdAt, at), and(eq(messages.createdAt, at), lt(messages.id, id)))
}

async function selectRows(
  tx: Transaction,
  wanted: SQL | undefined,
): Promise<Omit<LogRow, "doses">[]> {
  const rows = await tx
    .select({
      id: messages.id,
      patientId: messages.patientId,
      firstName: patients.firstName,
      lastName: patients.lastName,
      kind: messages.kind,
      state: messages.state,
      reason: messages.reason,
      body: messages.body,
      phone: messages.phone,
      parts: messages.parts,
      attempts: messages.attempts,
      biotMessageId: messages.biotMessageId,
      isInferred: messages.isInferred,
      createdAt: messages.createdAt,
      notBefore: messages.notBefore,
      sentAt: messages.sentAt,
      expiresAt: messages.expiresAt,
      by: sql<string | null>`nullif(concat_ws(' ', ${staff.firstName}, ${staff.lastName}), '')`,
    })
    .from(messages)
    .innerJoin(patients, eq(patients.id, messages.patientId))
    .leftJoin(staff, eq(staff.id, messages.requestedBy))
    .where(wanted)
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(LOG_PAGE_SIZE + 1)
  return rows.map(({ firstName, lastName, ...row }) => ({
    ...row,
    patientName: personName(firstName, lastName),
  }))
}

async function dosesOf(tx: Transaction, ids: string[]): Promise<Map<string, string[]>> {
  const asked = new Map<string, string[]>()
  if (ids.length === 0) return asked
  const rows = await tx
    .select({
      messageId: messageDoses.messageId,
      date: doses.localDate,
      slot: doses.slot,
      medication: regimens.medication,
    })
    .from(messageDoses)
    .innerJoin(doses, eq(doses.id, messageDoses.doseId))
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(inArray(messageDoses.messageId, ids))
    .orderBy(doses.dueAt, regimens.medication)
  for (const { messageId, date, slot, medication } of rows) {
    const words = `${shortDate(date)} ${slot}, ${medication}`
    asked.set(messageId, [...(asked.get(messageId) ?? []), words])
  }
  return asked
}

async function countsOf(tx: Transaction): Promise<Partial<Record<MessageState, number>>> {
  const rows = await tx
    .select({ state: messages.state, n: count() })
    .from(messages)
    .where(inArray(messages.state, [...COUNTED]))
    .groupBy(messages.state)
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
