import "server-only"
import { and, asc, between, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, messageDoses, messages, organizations, patients, regimens } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { figures } from "@/lib/doses/figures"
import { stateAt } from "@/lib/doses/packed"
import { grouped } from "@/lib/grouped"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import { personName } from "@/lib/patients/person-name"
import { DAY_MS, type Instant } from "@/lib/time"
import type { DoseRow, FiguresRow, MessageRow } from "./rows"
import type { ExportRange } from "./schema"

/** At most a year of these people's doses is in memory at once. */
const PATIENTS_AT_ONCE = 20
const MESSAGES_AT_ONCE = 1_000
/** A trend looks this far back from the last day. */
const TREND_LOOKS_BACK_DAYS = 13
/** No zone's day is further from UTC's than this. */
const ZONE_MARGIN_DAYS = 2

type Person = { id: string; firstName: string | null; lastName: string | null }

/** The organization's zone and its date at `now`. */
export async function exportToday(
  ctx: StaffContext,
  now: Instant,
): Promise<{ zone: string; today: LocalDate }> {
  return readAs(ctx, async (tx) => {
    const [home] = await tx.select({ zone: organizations.timeZone }).from(organizations)
    const zone = home?.zone ?? "UTC"
    return { zone, today: localDateAt(now, zone) }
  })
}

/**
 * Every dose of the days as it stands at `now`, some patients' at a time, in the order of patients'
 * ids and due times.
 */
export async function* doseRows(
  ctx: StaffContext,
  range: ExportRange,
  now: Instant,
): AsyncGenerator<DoseRow[]> {
  const chunks = patientChunks(ctx, (tx, people) => dosesOf(tx, people, { ...range, now }))
  for await (const rows of chunks) yield rows
}

/** The figures over the days of every patient who has a dose in them or in the trend before. */
export async function* figuresRows(
  ctx: StaffContext,
  range: ExportRange,
  now: Instant,
): AsyncGenerator<FiguresRow[]> {
  const back = addDays(range.to, -TREND_LOOKS_BACK_DAYS)
  const [from = back] = [back, range.from].toSorted()
  const chunks = patientChunks(ctx, (tx, people) => dosesOf(tx, people, { ...range, from, now }))
  for await (const rows of chunks) {
    yield [...grouped(rows, (row) => row.patientId)].map(([patientId, given]) => ({
      patientId,
      patient: given[0]?.patient ?? "",
      ...range,
      figures: figures(given, { fromDate: range.from, toDate: range.to, now }),
    }))
  }
}

/** Pages of people, each with its own short transaction: a slow reader holds no connection. */
async function* patientChunks<T>(
  ctx: StaffContext,
  read: (tx: Transaction, people: Person[]) => Promise<T[]>,
): AsyncGenerator<T[]> {
  let after: string | null = null
  for (;;) {
    const last: string | null = after
    const { people, rows }: { people: Person[]; rows: T[] } = await readAs(ctx, async (tx) => {
      const found = await tx
        .select({ id: patients.id, firstName: patients.firstName, lastName: patients.lastName })
        .from(patients)
        .where(last === null ? undefined : gt(patients.id, last))
        .orderBy(asc(patients.id))
        .limit(PATIENTS_AT_ONCE)
      return { people: found, rows: found.length > 0 ? await read(tx, found) : [] }
    })
    if (rows.length > 0) yield rows
    after = people.at(-1)?.id ?? null
    if (people.length < PATIENTS_AT_ONCE) return
  }
}

async function dosesOf(
  tx: Transaction,
  people: Person[],
  { now, ...range }: ExportRange & { now: Instant },
): Promise<DoseRow[]> {
  const names = new Map(people.map((each) => [each.id, personName(each.firstName, each.lastName)]))
  const margin = ZONE_MARGIN_DAYS * DAY_MS
  const rows = await tx
    .select({
      id: doses.id,
      patientId: doses.patientId,
      medication: regimens.medication,
      localDate: doses.localDate,
      slot: doses.slot,
      timeZone: doses.timeZone,
      dueAt: doses.dueAt,
      closesAt: doses.closesAt,
      onTimeUntil: doses.onTimeUntil,
      state: doses.state,
      takenAt: doses.takenAt,
      reminded: doses.reminded,
      replied: doses.replied,
    })
    .from(doses)
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(
      and(
        inArray(doses.patientId, [...names.keys()]),
        // The index knows instants; the days themselves are each dose's own.
        between(doses.dueAt, Date.parse(range.from) - margin, Date.parse(range.to) + margin),
        between(doses.localDate, range.from, range.to),
      ),
    )
    .orderBy(asc(doses.patientId), asc(doses.dueAt), asc(doses.id))
  return rows.map(({ onTimeUntil, ...row }) => ({
    ...row,
    patient: names.get(row.patientId) ?? "",
    state: stateAt(row.state, row, now),
    onTime: row.takenAt !== null && row.takenAt <= onTimeUntil,
  }))
}

/** The messages that were queued on the days, as `zone` has them, the newest first. */
export async function* messageRows(
  ctx: StaffContext,
  range: ExportRange,
  zone: string,
): AsyncGenerator<MessageRow[]> {
  let after: { at: Instant; id: string } | null = null
  for (;;) {
    const last: { at: Instant; id: string } | null = after
    const rows: MessageRow[] = await readAs(ctx, (tx) => messagesAfter(tx, { range, zone, last }))
    if (rows.length > 0) yield rows
    const final = rows.at(-1)
    if (!final || rows.length < MESSAGES_AT_ONCE) return
    after = { at: final.createdAt, id: final.id }
  }
}

async function messagesAfter(
  tx: Transaction,
  of: { range: ExportRange; zone: string; last: { at: Instant; id: string } | null },
): Promise<MessageRow[]> {
  const { range, zone, last } = of
  const rows = await tx
    .select({
      id: messages.id,
      patientId: messages.patientId,
      firstName: patients.firstName,
      lastName: patients.lastName,
      kind: messages.kind,
      state: messages.state,
      reason: messages.reason,
      parts: messages.parts,
      createdAt: messages.createdAt,
      sentAt: messages.sentAt,
      requestedBy: messages.requestedBy,
      biotMessageId: messages.biotMessageId,
      doses: tx.$count(messageDoses, eq(messageDoses.messageId, messages.id)),
    })
    .from(messages)
    .innerJoin(patients, eq(patients.id, messages.patientId))
    .where(
      and(
        sql`${messages.createdAt} >= ${range.from}::timestamp at time zone ${zone}`,
        sql`${messages.createdAt} < (${range.to}::timestamp + interval '1 day') at time zone ${zone}`,
        last
          ? or(
              lt(messages.createdAt, last.at),
              and(eq(messages.createdAt, last.at), lt(messages.id, last.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(MESSAGES_AT_ONCE)
  return rows.map(({ firstName, lastName, requestedBy, ...row }) => ({
    ...row,
    patient: personName(firstName, lastName),
    isByPerson: requestedBy !== null,
  }))
}
