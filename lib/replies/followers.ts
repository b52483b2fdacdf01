import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import type { Intent } from "@/db/enums"
import type { Instant } from "@/lib/time"
import type { DecidedReply } from "./apply-decision"
import { REPEAT_WITHIN_MS } from "./match"

/** A reply that is to be read again, by the time at which it was sent. */
export type Follower = { id: string; at: Instant }

/**
 * Puts back to `received` what nobody of the staff decided and `decided` may have changed, the
 * earliest first: repeats of the same words, a "yes" whose meaning hangs on an earlier "stop", and
 * contradictions that a reply which is no longer there had made. Whoever holds a row decides it.
 */
export async function reopenFollowers(
  tx: Transaction,
  decided: readonly DecidedReply[],
  done: ReadonlySet<string>,
): Promise<Follower[]> {
  const asked = decided
    .filter(({ hasLater, left }) => hasLater || left.length > 0)
    .map(({ reply, left }) => ({
      id: reply.replyId,
      patientId: reply.patient?.patientId ?? null,
      phone: reply.fromPhone,
      normalised: reply.words.normalised,
      inbound: reply.call?.inboundMessageId ?? null,
      at: new Date(reply.at).toISOString(),
      until: new Date(reply.at + REPEAT_WITHIN_MS).toISOString(),
      consents: isConsent(reply.words.intent) || isConsent(reply.earlierIntent),
      left: left.length > 0 ? reply.earlierMessageId : null,
    }))
  if (asked.length === 0) return []
  const { rows } = await tx.execute<{ id: string; at: string }>(sql`
    update replies set state = 'received', reason = null
     where id in (
       select r.id from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as q (id uuid,
         "patientId" uuid, phone text, normalised text, inbound text, at timestamptz,
         until timestamptz, consents boolean, "left" uuid)
         join replies r on r.from_phone = q.phone
          and r.patient_id is not distinct from q."patientId"
        where r.id <> q.id and not r.id = any(${sql.param([...done])}::uuid[])
          and r.decided_at is null
          and r.state in ('applied', 'review', 'unmatched', 'noted', 'quarantined')
          and (r.match_rule is null or r.match_rule <> 'staff')
          and (r.event_at between q.at and q.until and r.normalised = q.normalised
                 and r.inbound_message_id = q.inbound
               or q.consents and r.intent in ('opt_in', 'taken') and r.event_at >= q.at
                 -- From the next word on consent on, that one decides.
                 and r.event_at < coalesce((select min(n.event_at) from replies n
                   where n.from_phone = q.phone and n.event_at > q.at and n.id <> r.id
                     and n.intent in ('opt_out', 'opt_in')
                     and n.state not in ('failed', 'quarantined')), 'infinity')
               or r.message_id = q."left" and r.reason = 'contradiction')
          for update of r skip locked)
    returning id, event_at::text as at`)
  return rows
    .map(({ id, at }) => ({ id, at: parseInstant(at) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

function isConsent(intent: Intent | null): boolean {
  return intent === "opt_out" || intent === "opt_in"
}

/** The doses about which messages asked, by message and together. */
export async function dosesAskedBy(
  tx: Transaction,
  messageIds: readonly string[],
): Promise<{ by: Map<string, string[]>; all: string[] }> {
  const by = new Map<string, string[]>()
  if (messageIds.length === 0) return { by, all: [] }
  const { rows } = await tx.execute<{ messageId: string; doseIds: string[] }>(sql`
    select message_id as "messageId", array_agg(dose_id::text) as "doseIds" from message_doses
     where message_id = any(${sql.param([...messageIds])}::uuid[]) group by message_id`)
  for (const { messageId, doseIds } of rows) by.set(messageId, doseIds)
  return { by, all: rows.flatMap(({ doseIds }) => doseIds) }
}
