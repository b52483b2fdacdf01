import "server-only"
import { and, asc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { staff } from "@/db/schema"
import { together } from "@/db/together"
import type { StaffContext } from "@/lib/auth/context"
import { messagesOf, repliesOf } from "@/lib/messages/timeline-queries"
import { readOfPatient } from "@/lib/patients/header-queries"
import { notesOf } from "@/lib/patients/note-queries"
import { personName } from "@/lib/patients/person-name"
import { visibleReplies } from "@/lib/replies/visible-queries"
import type { Instant } from "@/lib/time"
import { changesOf } from "./change-queries"
import { type ThreadCursor, threadCursorSchema } from "./schema"
import type { Colleague } from "./state"
import { conversationState } from "./state-queries"
import type { ConversationPage, NamedDose, ShownParts, ThreadItem } from "./thread"
import { compareItems, RANKS } from "./thread-order"
import { TOLD_VERBS } from "./told"

export const THREAD_PAGE = 60
const MOST_COLLEAGUES = 500

type Kind = ThreadItem["kind"]
type Place = { kind: Kind; id: string; at: Instant }
type Asked = { shown: ShownParts; cursor: string | null }

const KINDS: Record<ShownParts, readonly Kind[]> = {
  all: ["message", "reply", "note", "change"],
  texts: ["message", "reply"],
  changes: ["note", "change"],
}

/**
 * One page of all that was sent to a patient, received, noted and changed, before `cursor`; the
 * newest without one, or with one that nobody gave out. Leaves an audit entry. Throws `not_found`.
 */
export async function conversationPage(
  ctx: StaffContext,
  patientId: string,
  { shown, cursor }: Asked,
  now: Instant,
): Promise<ConversationPage> {
  return readOfPatient(ctx, patientId, async (tx) => {
    const before = cursor === null ? null : decodeCursor(cursor)
    const found = await placesOf(tx, ctx, { patientId, kinds: KINDS[shown], before })
    const places = found.slice(0, THREAD_PAGE)
    const [conversation, colleagues, items] = await together(
      conversationState(tx, patientId),
      colleaguesOf(tx),
      itemsAt(tx, ctx, patientId, places),
    )
    const oldest = places.at(-1)
    return {
      ...{ now, conversation, colleagues, items },
      earlier: found.length > THREAD_PAGE && oldest ? encodeCursor(oldest) : null,
      doses: await dosesNamed(tx, items),
    }
  })
}

/** Who may sign in, by last name. */
export async function colleaguesOf(tx: Transaction): Promise<Colleague[]> {
  const rows = await tx
    .select({ id: staff.id, firstName: staff.firstName, lastName: staff.lastName })
    .from(staff)
    .where(and(isNotNull(staff.role), eq(staff.isEnabled, true), isNull(staff.deletedAt)))
    .orderBy(asc(staff.lastName), asc(staff.firstName), asc(staff.id))
    .limit(MOST_COLLEAGUES)
  return rows.map(({ id, firstName, lastName }) => ({ id, name: personName(firstName, lastName) }))
}

/** The newest before a place, one more than a page, newest first. */
async function placesOf(
  tx: Transaction,
  ctx: StaffContext,
  of: { patientId: string; kinds: readonly Kind[]; before: ThreadCursor | null },
): Promise<Place[]> {
  const sources = sourcesOf(ctx, of.patientId)
  const parts = of.kinds.map((kind) => {
    const { at, from } = sources[kind]
    const earlier = of.before
      ? sql`and (${at}, ${RANKS[kind]}::int, id) < (${new Date(of.before.at).toISOString()}::timestamptz,
          ${of.before.rank}::int, ${of.before.id}::uuid)`
      : sql``
    return sql`(select ${kind}::text as kind, ${RANKS[kind]}::int as rank, id, ${at} as at
      from ${from} ${earlier} order by 4 desc, 3 desc limit ${THREAD_PAGE + 1})`
  })
  const { rows } = await tx.execute<Place>(sql`
    select kind, id, (extract(epoch from at) * 1000)::float8 as at
      from (${sql.join(parts, sql` union all `)}) found
     order by found.at desc, rank desc, id desc limit ${THREAD_PAGE + 1}`)
  return rows
}

function sourcesOf(ctx: StaffContext, patientId: string): Record<Kind, { at: SQL; from: SQL }> {
  return {
    message: {
      at: sql`coalesce(sent_at, created_at)`,
      from: sql`messages where patient_id = ${patientId}`,
    },
    reply: {
      at: sql`coalesce(event_at, received_at)`,
      from: sql`replies where patient_id = ${patientId} and ${visibleReplies(ctx)}`,
    },
    note: { at: sql`written_at`, from: sql`patient_notes where patient_id = ${patientId}` },
    change: {
      at: sql`at`,
      from: sql`audit where patient_id = ${patientId}
        and verb = any(${sql.param([...TOLD_VERBS])}::text[])
        and details ->> 'alongside' is null`,
    },
  }
}

async function itemsAt(
  tx: Transaction,
  ctx: StaffContext,
  patientId: string,
  places: readonly Place[],
): Promise<ThreadItem[]> {
  const of = (kind: Kind) => places.filter((each) => each.kind === kind).map(({ id }) => id)
  const [replies, notes, changes] = await together(
    repliesOf(tx, ctx, patientId, of("reply")),
    notesOf(tx, patientId, of("note")),
    changesOf(tx, patientId, of("change")),
  )
  const answered = replies.flatMap(({ messageId }) => messageId ?? [])
  const sent = new Set(of("message"))
  const messages = await messagesOf(tx, patientId, [...new Set([...sent, ...answered])])
  const asked = new Map(messages.map(({ id, doseIds }) => [id, doseIds]))
  const items: ThreadItem[] = [
    ...messages
      .filter(({ id }) => sent.has(id))
      .map((message) => ({
        ...{ kind: "message" as const, id: message.id, at: message.sentAt ?? message.createdAt },
        ...{ message, about: message.doseIds },
      })),
    ...replies.map((reply) => ({
      ...{ kind: "reply" as const, id: reply.id, at: reply.at, reply },
      about: asked.get(reply.messageId ?? "") ?? [],
    })),
    ...notes.map((note) => ({ kind: "note" as const, id: note.id, at: note.at, note })),
    ...changes,
  ]
  return items.sort(compareItems)
}

async function dosesNamed(
  tx: Transaction,
  items: readonly ThreadItem[],
): Promise<Record<string, NamedDose>> {
  const ids = items.flatMap((item) => ("about" in item ? item.about : []))
  if (ids.length === 0) return {}
  const { rows } = await tx.execute<NamedDose & { id: string }>(sql`
    select d.id, d.local_date as "localDate", d.slot, g.medication
      from doses d join regimens g on g.id = d.regimen_id
     where d.id = any(${sql.param([...new Set(ids)])}::uuid[])`)
  return Object.fromEntries(rows.map(({ id, ...dose }) => [id, dose]))
}

function encodeCursor({ at, kind, id }: Place): string {
  const cursor: ThreadCursor = { at, rank: RANKS[kind], id }
  return Buffer.from(JSON.stringify(cursor)).toString("base64url")
}

function decodeCursor(text: string): ThreadCursor | null {
  try {
    return threadCursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()))
  } catch {
    return null
  }
}
