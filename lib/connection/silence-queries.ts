import "server-only"
import { desc, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { replies } from "@/db/schema"
import { cannotReply, replyProblem } from "@/lib/patients/reach"
import { staticCountries } from "@/lib/static-numbers/queries"
import { DAY_MS, HOUR_MS, type Instant } from "@/lib/time"
import { FEWEST_UNANSWERED, type SilenceFacts } from "./silence"

const BEFORE_DAYS = 28
/** A text that is younger may still be answered. */
const TIME_TO_ANSWER_MS = 2 * HOUR_MS
/** More texts than these tell nothing more. */
const MOST = 2_000

const iso = (at: Instant) => new Date(at).toISOString()

/**
 * What `haveRepliesStopped` decides by, of the context's organization at `now`. Reminders to numbers
 * that cannot answer anyway count for nothing.
 */
export async function silenceFacts(tx: Transaction, now: Instant): Promise<SilenceFacts> {
  const [last] = await tx
    .select({ at: replies.receivedAt })
    .from(replies)
    .orderBy(desc(replies.receivedAt))
    .limit(1)
  const lastReplyAt = last?.at ?? null
  const from = lastReplyAt ?? now - BEFORE_DAYS * DAY_MS
  const unanswered = await unansweredSince(tx, from, now - TIME_TO_ANSWER_MS)
  const isTelling = unanswered >= FEWEST_UNANSWERED && lastReplyAt !== null
  return {
    lastReplyAt,
    unanswered,
    before: isTelling ? await before(tx, from) : { reminders: 0, answered: 0 },
  }
}

async function unansweredSince(tx: Transaction, from: Instant, until: Instant): Promise<number> {
  if (until <= from) return 0
  const { rows } = await tx.execute<{ phone: string; n: number }>(sql`
    select phone, count(*)::int as n
      from (select phone from messages m
             where created_at > ${iso(from)} and sent_at > ${iso(from)}
               and sent_at <= ${iso(until)} and state = 'sent' and ${asksOfDoses}
             order by created_at desc limit ${MOST}) sent
     group by phone`)
  if (rows.length === 0) return 0
  const countries = await staticCountries(tx)
  return rows
    .filter(({ phone }) => !cannotReply(replyProblem(phone, countries)))
    .reduce((sum, { n }) => sum + n, 0)
}

async function before(tx: Transaction, from: Instant): Promise<SilenceFacts["before"]> {
  const { rows } = await tx.execute<SilenceFacts["before"]>(sql`
    select count(*)::int as reminders, count(*) filter (where exists (
             select 1 from replies r where r.organization_id = sent.organization_id
                and r.patient_id = sent.patient_id and r.message_id = sent.id))::int as answered
      from (select organization_id, id, patient_id from messages m
             where created_at between ${iso(from - BEFORE_DAYS * DAY_MS)} and ${iso(from)}
               and sent_at <= ${iso(from)} and state = 'sent' and ${asksOfDoses}
             order by created_at desc limit ${MOST}) sent`)
  return rows[0] ?? { reminders: 0, answered: 0 }
}

const asksOfDoses = sql`exists (select 1 from message_doses d
  where d.organization_id = m.organization_id and d.message_id = m.id)`
