import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { DAY_MS, type Instant } from "@/lib/time"
import { type PhoneSilence, SUSPECT_THRESHOLDS, type Suspicion, suspectOptOut } from "./suspect"

/** Older silence says nothing of the carrier any more. */
const BACK_MS = 90 * DAY_MS
/** The texts before the silence by which it is told how well somebody answered. */
const TEXTS_BEFORE = 14

/**
 * Of which patients' carriers an opt-out is suspected, by patient; in one statement. `phone` is E.164,
 * null for who has none. A reply from another phone of the patient counts as a word from them too.
 */
export async function suspectedOptOuts(
  tx: Transaction,
  whom: readonly { id: string; phone: string | null }[],
  now: Instant,
): Promise<Map<string, Suspicion>> {
  const asked = whom.filter(({ phone }) => phone !== null)
  if (asked.length === 0) return new Map()
  const { rows } = await tx.execute<PhoneSilence & { id: string }>(silenceSql(asked, now))
  return new Map(
    rows.flatMap(({ id, ...facts }) => {
      const suspicion = suspectOptOut(facts)
      return suspicion ? [[id, suspicion] as const] : []
    }),
  )
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)

function silenceSql(whom: readonly { id: string; phone: string | null }[], now: Instant) {
  const since = new Date(now - BACK_MS).toISOString()
  return sql`
    /* prepared: phone_silence */ with who as (
      select w.id, w.phone, coalesce(o.is_opted_out, false) as opted_out,
             greatest(heard.at, case when not o.is_opted_out then o.changed_at end,
                      ${since}::timestamptz) as since
        from jsonb_to_recordset(${JSON.stringify(whom)}::jsonb) as w (id uuid, phone text)
        left join opt_outs o on o.phone = w.phone
        left join lateral (select greatest(
          (select max(received_at) from replies where patient_id = w.id),
          (select max(received_at) from replies where from_phone = w.phone)) as at) heard on true)
    select who.id, who.opted_out as "isOptedOut", silent.texts, silent."firstAt", silent."lastAt",
           jsonb_build_object('reminded', coalesce(before.reminded, 0),
                              'replied', coalesce(before.replied, 0)) as before,
           coalesce((select jsonb_agg(reason order by created_at desc) from (
             select case when state = 'failed' then reason end as reason, created_at from messages
              where patient_id = who.id and phone = who.phone and state in ('sent', 'failed')
                and created_at >= ${since}
              order by created_at desc limit ${SUSPECT_THRESHOLDS.blockedSends}) last), '[]')
             as "lastFailures"
      from who
      left join lateral (
        select count(*)::int as texts, ${ms("min(sent_at)")} as "firstAt",
               ${ms("max(sent_at)")} as "lastAt"
          from messages
         where patient_id = who.id and phone = who.phone and state = 'sent'
           and sent_at > who.since and created_at >= ${since}) silent on true
      left join lateral (
        select count(*)::int as reminded, count(*) filter (where exists (
                 select 1 from replies r
                  where (r.patient_id = who.id or r.from_phone = who.phone)
                    and r.received_at >= asked.sent_at
                    and r.received_at < coalesce(asked.next_at, 'infinity')))::int as replied
          from (select sent_at, lead(sent_at) over (order by sent_at) as next_at from messages
                 where patient_id = who.id and phone = who.phone and state = 'sent'
                   and sent_at <= who.since and created_at >= ${since}
                 order by sent_at desc limit ${TEXTS_BEFORE}) asked
         where silent.texts >= ${SUSPECT_THRESHOLDS.texts}) before on true`
}
