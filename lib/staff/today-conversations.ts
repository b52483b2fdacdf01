import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { Intent, ReplyReason } from "@/db/enums"
import { personName } from "@/lib/patients/person-name"
import { fromQuarantine } from "@/lib/replies/visible-queries"
import type { ConversationLine, SectionOf } from "./today-lines"

type Row = {
  id: string
  patient_id: string
  first_name: string | null
  last_name: string | null
  body: string | null
  reason: ReplyReason | null
  intent: Intent | null
  at: number
  unread: boolean
  assignee_id: string | null
  assignee: string | null
  n: number
}

/**
 * Whose conversation is unread, and whose reply waits in Review though it was read: a line a patient,
 * the unread first, of those one's own first, the oldest first. What an open safety task is about
 * stands above it already.
 */
export async function conversations(
  tx: Transaction,
  staffId: string,
  most: number,
): Promise<SectionOf<"conversations">> {
  const { rows } = await tx.execute<Row>(sql`
    select r.id, o.patient_id, p.first_name, p.last_name, r.body, r.reason, r.intent,
      (extract(epoch from r.at) * 1000)::float8 as at, o.unread_since is not null as unread,
      c.assignee_id, nullif(concat_ws(' ', s.first_name, s.last_name), '') as assignee,
      count(*) over ()::int as n
    from (
      select patient_id, unread_since from conversations where unread_since is not null
      union all
      select distinct w.patient_id, null::timestamptz from replies w
       where w.state = 'review' and not exists (select 1 from conversations u
         where u.organization_id = w.organization_id and u.patient_id = w.patient_id
           and u.unread_since is not null)) o
    join patients p on p.id = o.patient_id and p.deleted_at is null
    left join conversations c on c.patient_id = o.patient_id
    left join staff s on s.id = c.assignee_id
    cross join lateral (
      select r.id, r.body, r.reason, r.intent, coalesce(r.event_at, r.received_at) as at
        from replies r
       where r.patient_id = o.patient_id and not ${fromQuarantine("r")}
         and (o.unread_since is null and r.state = 'review'
              or coalesce(r.event_at, r.received_at) >= o.unread_since)
         and not exists (select 1 from tasks t
           where t.reply_id = r.id and t.kind = 'safety' and t.state <> 'closed')
       order by 5, r.id limit 1) r
    order by unread desc, (c.assignee_id = ${staffId}) is true desc, r.at, r.id limit ${most}`)
  return {
    key: "conversations",
    total: rows[0]?.n ?? 0,
    lines: rows.map((row) => ({
      ...{ patientId: row.patient_id, name: personName(row.first_name, row.last_name) },
      ...{ replyId: row.id, said: saidIn(row), words: row.body ?? "", at: row.at },
      ...{ isUnread: row.unread, isMine: row.assignee_id === staffId, assignee: row.assignee },
    })),
  }
}

function saidIn({ reason, intent }: Pick<Row, "reason" | "intent">): ConversationLine["said"] {
  if (reason === "safety" || reason === "contradiction") return reason
  return intent === "help" || intent === "question" ? intent : "other"
}
