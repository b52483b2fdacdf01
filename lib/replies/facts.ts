import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import type { MessageState } from "@/db/enums"
import { DAY_MS, type Instant } from "@/lib/time"
import { FUTURE_TOLERANCE_MS } from "./event-time"
import { type MatchFacts, type MatchMessage, REPEAT_WITHIN_MS } from "./match"

/** A window closes within a day and a late reply counts 12 h longer; three days hold both. */
const MESSAGES_BACK_MS = 3 * DAY_MS

export type FactsFor = {
  replyId: string
  patientId: string | null
  /** The patient's own numbers; empty when they are not known here. */
  patientPhones: readonly string[]
  fromPhone: string | null
  inboundMessageId: string | null
  previousMessageId: string | null
  normalised: string
  at: Instant
}

/** `hasLater`: something that the number sent after this reply has come before it. */
export type LoadedFacts = Omit<MatchFacts, "organization"> & { hasLater: boolean }

/**
 * What `matchReply` needs to know of each reply, by its id; read in one statement after the
 * patients' rows were locked.
 */
export async function loadMatchFacts(
  tx: Transaction,
  replies: readonly FactsFor[],
): Promise<Map<string, LoadedFacts>> {
  const { rows } = await tx.execute<FactRow>(factsQuery(replies))
  const byId = new Map(rows.map((row) => [row.replyId, row]))
  return new Map(
    replies.map((reply) => {
      const row = byId.get(reply.replyId)
      if (!row) throw new Error("A reply was asked for and not answered.")
      return [reply.replyId, factsOf(reply, row)]
    }),
  )
}

function factsOf(reply: FactsFor, row: FactRow): LoadedFacts {
  const messages = row.messages.map(readMessage)
  const find = (id: string | null) => messages.find(({ messageId }) => messageId === id) ?? null
  return {
    patientId: reply.patientId,
    byInboundId: find(row.inbound),
    byPreviousId: find(row.previous),
    repeatOf: find(row.repeated),
    messages,
    sharedPhone: row.owners > 1,
    phoneMismatch: isMismatch(reply),
    hasLater: row.hasLater,
  }
}

type MessageRow = {
  id: string
  patientId: string
  state: MessageState
  sentAt: string | null
  closesAt: string | null
  nextReminderAt: string | null
  doseIds: string[]
}

type FactRow = {
  replyId: string
  inbound: string | null
  previous: string | null
  repeated: string | null
  owners: number
  hasLater: boolean
  messages: MessageRow[]
}

const hasDoses = sql.raw(`exists (
  select 1 from message_doses a
   where a.organization_id = m.organization_id and a.message_id = m.id)`)

function factsQuery(replies: readonly FactsFor[]) {
  const iso = (at: Instant) => new Date(at).toISOString()
  const asked = replies.map(({ at, patientPhones: _, ...reply }) => ({
    ...reply,
    at: iso(at),
    repeatSince: iso(at - REPEAT_WITHIN_MS),
    // By this the index is read: nothing comes earlier than it says, but for the senders' clocks.
    receivedSince: iso(at - REPEAT_WITHIN_MS - FUTURE_TOLERANCE_MS),
    since: iso(at - MESSAGES_BACK_MS),
  }))
  return sql`
    /* prepared: match_facts */ select q."replyId", fact.*
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as q ("replyId" uuid,
        "patientId" uuid, "fromPhone" text, "inboundMessageId" text, "previousMessageId" text,
        normalised text, at timestamptz, "repeatSince" timestamptz, "receivedSince" timestamptz,
        since timestamptz)
    cross join lateral (
    with inbound as (
      select id, ${hasDoses} as asks from messages m
       where biot_message_id = q."inboundMessageId"),
    previous as (
      select id, ${hasDoses} as asks from messages m
       where biot_message_id = q."previousMessageId"),
    repeated as (
      select message_id as id from replies
       where from_phone = q."fromPhone" and normalised = q.normalised
         and inbound_message_id = q."inboundMessageId" and id <> q."replyId"
         and state in ('applied', 'review') and message_id is not null
         and received_at >= q."receivedSince"
         and event_at between q."repeatSince" and q.at
       order by event_at desc, received_at desc limit 1),
    candidates as (
      select id from inbound union select id from previous union select id from repeated
      union select id from messages
       where patient_id = q."patientId" and state in ('sent', 'unknown')
         and created_at >= q.since
         -- An id that leads to doses decides alone: see decideById.
         and not coalesce((select asks from inbound), (select asks from previous), false)),
    asked as (
      select m.id, m.patient_id, m.state, coalesce(m.sent_at, m.claimed_at) as sent_at,
             max(d.closes_at) as closes_at, max(d.due_at) as due_at,
             coalesce(array_agg(d.id) filter (where d.id is not null), '{}') as dose_ids,
             array_agg(distinct d.regimen_id) as regimen_ids
        from candidates c join messages m on m.id = c.id
        left join message_doses md
          on md.organization_id = m.organization_id and md.message_id = m.id
        left join doses d on d.organization_id = md.organization_id and d.id = md.dose_id
       group by m.organization_id, m.id)
    select (select id from inbound) as inbound, (select id from previous) as previous,
           (select id from repeated) as repeated,
           (select count(*)::int from patients
             where phone = q."fromPhone" and deleted_at is null)
             + (select count(*)::int from staff where phone = q."fromPhone" and deleted_at is null)
             as owners,
           exists (select 1 from replies
                    where from_phone = q."fromPhone" and received_at >= q."receivedSince"
                      and event_at >= q.at and id <> q."replyId") as "hasLater",
           coalesce((select json_agg(json_build_object('id', a.id, 'patientId', a.patient_id,
             'state', a.state, 'sentAt', a.sent_at::text, 'closesAt', a.closes_at::text,
             'doseIds', a.dose_ids, 'nextReminderAt', (
               select min(n.due_at)::text from doses n
                where n.patient_id = a.patient_id and n.regimen_id = any(a.regimen_ids)
                  and n.due_at > a.due_at and n.state <> 'cancelled')))
             from asked a), '[]') as messages) fact`
}

function readMessage(row: MessageRow): MatchMessage {
  return {
    messageId: row.id,
    patientId: row.patientId,
    state: row.state,
    sentAt: instantOrNull(row.sentAt),
    closesAt: instantOrNull(row.closesAt),
    nextReminderAt: instantOrNull(row.nextReminderAt),
    doseIds: row.doseIds,
  }
}

function instantOrNull(text: string | null): Instant | null {
  return text === null ? null : parseInstant(text)
}

function isMismatch({ patientPhones, fromPhone }: FactsFor): boolean {
  const digits = (phone: string) => phone.replace(/\D/g, "")
  if (fromPhone === null || patientPhones.length === 0) return false
  return !patientPhones.some((phone) => digits(phone) === digits(fromPhone))
}
