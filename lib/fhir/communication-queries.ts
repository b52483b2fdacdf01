import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import type { MessageKind, MessageState } from "@/db/enums"
import { fromQuarantine } from "@/lib/replies/visible-queries"
import type { MessageFacts, ReplyFacts } from "./communication"
import type { After } from "./cursor"
import { prefixed } from "./ids"
import { instantText } from "./r4"
import type { Search } from "./search"
import { both, within } from "./sql-parts"

type Row = {
  source: "message" | "reply"
  id: string
  organization_id: string
  patient_id: string
  at: string
  kind: MessageKind
  state: MessageState
  reason: string | null
  body: string | null
  sent_at: string | null
  requested_by: string | null
  dose_ids: string[]
  sender_kind: string | null
  sender_id: string | null
  message_id: string | null
}

/** Texts and replies in the order in which they came to be, `limit` at most, after `after`. */
export async function communicationFacts(
  tx: Transaction,
  search: Search,
  page: { after: After | null; limit: number },
): Promise<(MessageFacts | ReplyFacts)[]> {
  const { rows } = await tx.execute<Row>(sql`
    (${messagesOf(search, page)}) union all (${repliesOf(search, page)})
    order by at, id limit ${page.limit}`)
  return rows.map(factsOf)
}

export async function countCommunications(tx: Transaction, search: Search): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select ((select count(*) from messages m where ${wantedMessages(search)})
      + (select count(*) from replies r where ${wantedReplies(search)}))::int as n`)
  return rows[0]?.n ?? 0
}

type Page = { after: After | null; limit: number }

function messagesOf(search: Search, { after, limit }: Page) {
  return sql`
    select 'message' as source, m.id, m.organization_id, m.patient_id, m.created_at as at,
      m.kind, m.state, m.reason, m.body, m.sent_at::text as sent_at, m.requested_by,
      array(select d.dose_id from message_doses d
        where d.organization_id = m.organization_id and d.message_id = m.id
        order by d.dose_id)::text[] as dose_ids,
      null as sender_kind, null as sender_id, null::uuid as message_id
    from messages m where ${wantedMessages(search)} ${later(sql`m.created_at, m.id`, after)}
    order by m.created_at, m.id limit ${limit}`
}

function repliesOf(search: Search, { after, limit }: Page) {
  return sql`
    select 'reply', r.id, r.organization_id, r.patient_id, r.received_at, null, null, null, r.body,
      r.event_at::text, null::uuid, '{}'::text[], r.sender_kind, r.sender_id, r.message_id
    from replies r where ${wantedReplies(search)} ${later(sql`r.received_at, r.id`, after)}
    order by r.received_at, r.id limit ${limit}`
}

function later(columns: ReturnType<typeof sql>, after: After | null) {
  if (!after) return sql``
  return sql`and (${columns}) > (${instantText(after.at ?? 0)}::timestamptz, ${after.id}::uuid)`
}

function wantedMessages({ ids, patientId, dates }: Search) {
  return both(
    ids ? sql`m.id = any(${sql.param(prefixed(ids, "message"))}::uuid[])` : null,
    patientId ? sql`m.patient_id = ${patientId}` : null,
    within(sql`m.sent_at`, dates),
  )
}

/** What was quarantined may be somebody else's, so nobody is told that it is this patient's. */
function wantedReplies({ ids, patientId, dates }: Search) {
  return sql`${both(
    ids ? sql`r.id = any(${sql.param(prefixed(ids, "reply"))}::uuid[])` : null,
    patientId ? sql`r.patient_id = ${patientId}` : null,
    within(sql`r.event_at`, dates),
  )} and r.patient_id is not null and not ${fromQuarantine("r")}`
}

function factsOf(row: Row): MessageFacts | ReplyFacts {
  const { id, organization_id: organizationId, patient_id: patientId } = row
  const at = parseInstant(row.at)
  const saidAt = row.sent_at === null ? null : parseInstant(row.sent_at)
  if (row.source === "reply") {
    return {
      source: "reply",
      ...{ id, organizationId, patientId, body: row.body, receivedAt: at, eventAt: saidAt },
      ...{ senderKind: row.sender_kind, senderId: row.sender_id, messageId: row.message_id },
    }
  }
  return {
    source: "message",
    ...{ id, organizationId, patientId, body: row.body ?? "", createdAt: at, sentAt: saidAt },
    ...{ kind: row.kind, state: row.state, reason: row.reason },
    ...{ requestedBy: row.requested_by, doseIds: row.dose_ids },
  }
}
