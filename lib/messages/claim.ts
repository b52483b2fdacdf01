import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { grouped } from "@/lib/grouped"
import type { Instant } from "@/lib/time"
import { loadClaimFacts } from "./claim-facts"
import { SPACED_SECOND_MS, secondsFor } from "./spacing"
import { type QueueRefusal, standingOf } from "./standing"

export type ClaimedMessage = {
  organizationId: string
  id: string
  patientId: string
  phone: string
  body: string
  attempts: number
  expiresAt: Instant
  traceId: string
  /** Why it may no longer go out: something changed while it was queued. */
  refusal: QueueRefusal | null
}

/** `wait`: the pace allows the next one in so many milliseconds. */
export type Claim =
  | { kind: "claimed"; messages: ClaimedMessage[] }
  | { kind: "wait"; waitMs: number }
  | { kind: "idle" }

/** How far a turn that was taken late may be made up for, so that the pace does not lag. */
const CATCH_UP_MS = 40
/** Turns that lie so close together are taken at once: fewer claims, and no harm to the pace. */
const TOGETHER_MS = 20

/**
 * Takes the next messages, `most` at most (or the one named, if it is still queued), from `queued`
 * to `sending`, at the pace that all workers share, by Postgres' clock.
 */
export async function claimMessages(
  now: Instant,
  { most = 1, messageId = null }: { most?: number; messageId?: string | null } = {},
): Promise<Claim> {
  return asSystem(async (tx): Promise<Claim> => {
    const { waitMs, heads } = await takeTurns(tx, { now, most, messageId })
    if (waitMs > 0) return { kind: "wait", waitMs }
    if (heads.length === 0) return { kind: "idle" }
    const claimed: ClaimedMessage[] = []
    for (const [organizationId, own] of grouped(heads, (head) => head.organizationId)) {
      const ids = own.map(({ id }) => id)
      claimed.push(...(await take(tx, organizationId, ids, now)))
    }
    const going = claimed.filter(({ refusal }) => refusal === null)
    await giveBack(tx, heads.length - going.length)
    return claimed.length > 0 ? { kind: "claimed", messages: claimed } : { kind: "wait", waitMs: 0 }
  })
}

/** How long a message queued now waits for those before it, by the pace alone. */
export async function secondsUntil(messageId: string): Promise<number> {
  return asSystem(async (tx) => {
    const { rows } = await tx.execute<{ begins: number; before: number; perSecond: number }>(sql`
      select greatest(0, extract(epoch from (p.next_at - clock_timestamp())),
                         extract(epoch from (m.not_before - clock_timestamp())))::float as begins,
             (select count(*)::int from messages q
               where q.state = 'queued'
                 and (q.priority, q.not_before, q.id) < (m.priority, m.not_before, m.id)) as before,
             p.per_second as "perSecond"
        from messages m, send_pace p where m.id = ${messageId}`)
    const [row] = rows
    return row ? Math.ceil(row.begins + secondsFor(row.before, row.perSecond)) : 0
  })
}

/**
 * How many of an organization's own texts wait before one of this priority that is queued now, and
 * how many go each second. What others have waiting is theirs to know, and their turns are not told.
 */
export async function queueBefore(
  organizationId: string,
  priority: number,
): Promise<{ waiting: number; perSecond: number }> {
  return asSystem(async (tx) => {
    const { rows } = await tx.execute<{ waiting: number; perSecond: number }>(sql`
      select p.per_second as "perSecond", (select count(*)::int from messages q
                where q.organization_id = ${organizationId}::uuid
                  and q.state = 'queued' and q.priority <= ${priority}
                  and q.expires_at > clock_timestamp()
                  and q.not_before <= clock_timestamp() + interval '1 minute') as waiting
        from send_pace p`)
    return rows[0] ?? { waiting: 0, perSecond: 1 }
  })
}

type Head = { organizationId: string; id: string }

/**
 * Waits for the pace's row, locks as many of the first in the queue as have their turn and nobody
 * else has, and moves the pace on by them. The clock is read when the row is held, not before.
 */
async function takeTurns(
  tx: Transaction,
  of: { now: Instant; most: number; messageId: string | null },
): Promise<{ waitMs: number; heads: Head[] }> {
  const at = new Date(of.now).toISOString()
  const { rows } = await tx.execute<{ waitMs: number; heads: Head[] }>(sql`
    /* prepared: take_turns */ with pace as materialized (
      select per_second, next_at from send_pace for update),
    clock as materialized (
      select ${SPACED_SECOND_MS}::float / per_second as spacing, clock_timestamp() as now,
             (extract(epoch from next_at - clock_timestamp()) * 1000)::float as wait from pace),
    turns as materialized (
      select case when wait > 0 then 0 else least(${of.most}::int, 1 + floor(
               (${TOGETHER_MS}::int + least(-wait, ${CATCH_UP_MS}::float)) / spacing)) end as n
        from clock),
    heads as materialized (
      select organization_id, id from messages
       where state = 'queued' and not_before <= ${at}::timestamptz
         and expires_at > ${at}::timestamptz
         and (${of.messageId}::uuid is null or id = ${of.messageId}::uuid)
       order by priority, not_before, created_at limit (select n from turns)
         for update skip locked),
    moved as (
      update send_pace set next_at =
             greatest(next_at, clock.now - ${CATCH_UP_MS}::int * interval '1 millisecond')
             + (select count(*) from heads) * clock.spacing * interval '1 millisecond'
        from clock where (select count(*) from heads) > 0)
    select greatest(0, ceil(wait)) as "waitMs",
           (select coalesce(json_agg(json_build_object('organizationId', organization_id,
                     'id', id)), '[]') from heads) as heads
      from clock`)
  return rows[0] ?? { waitMs: 0, heads: [] }
}

/** What does not go out after all takes no turn, so nobody has to wait for it. */
async function giveBack(tx: Transaction, turns: number): Promise<void> {
  if (turns === 0) return
  await tx.execute(sql`set local role doseline_system`)
  await tx.execute(sql`
    update send_pace set next_at =
           next_at - ${turns}::int * ${SPACED_SECOND_MS}::float / per_second
                     * interval '1 millisecond'`)
}

/** Those that wait on until the patient's sending hours are left out. */
async function take(
  tx: Transaction,
  organizationId: string,
  ids: readonly string[],
  now: Instant,
): Promise<ClaimedMessage[]> {
  await enterOrganization(tx, organizationId)
  const looked = (await loadClaimFacts(tx, ids)).map((facts) => {
    return { message: facts.message, standing: standingOf(facts, now) }
  })
  const rows = looked.map(({ message, standing }) => ({
    id: message.id,
    hold: standing.kind === "hold" ? new Date(standing.notBefore).toISOString() : null,
    tries: standing.kind === "go" ? 1 : 0,
  }))
  await tx.execute(sql`
    /* prepared: take_messages */ update messages m
       set state = case when f.hold is null then 'sending' else m.state end,
           claimed_at = case when f.hold is null then ${new Date(now).toISOString()}::timestamptz end,
           not_before = coalesce(f.hold, m.not_before), attempts = m.attempts + f.tries
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as f (id uuid, hold timestamptz, tries int)
     where m.id = f.id and m.state = 'queued'`)
  return looked.flatMap(({ message, standing }): ClaimedMessage[] => {
    if (standing.kind === "hold") return []
    const { id, patientId, phone, body, expiresAt, traceId } = message
    const refusal = standing.kind === "end" ? standing.refusal : null
    const attempts = message.attempts + (refusal ? 0 : 1)
    return [{ organizationId, id, patientId, phone, body, attempts, expiresAt, traceId, refusal }]
  })
}
