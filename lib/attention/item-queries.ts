import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { NEED_RULES } from "@/lib/patients/need"
import type { TimelineAttention, TimelineDealtWith } from "@/lib/patients/timeline"
import { DAY_MS, type Instant } from "@/lib/time"
import { type AttentionItem, restsUntil } from "./advance"
import { attentionRules } from "./attention-settings"
import { LONGEST_COOL_DOWN_DAYS } from "./rules"

type Row = AttentionItem & { note: string | null; by: string | null; attention: unknown }

/** What asks for attention of a patient now, and what staff set aside for a while. */
export async function attentionOf(
  tx: Transaction,
  patientId: string,
  now: Instant,
): Promise<{ attention: TimelineAttention[]; dealtWith: TimelineDealtWith[] }> {
  const since = new Date(now - LONGEST_COOL_DOWN_DAYS * DAY_MS).toISOString()
  const { rows } = await tx.execute<Row>(sql`
    /* prepared: attention_of */ select distinct on (a.rule) a.id, a.rule,
           a.rule_values as values, a.dose_ids as "doseIds", a.from_date::text as "fromDate", a.to_date::text as "toDate",
           ${ms("a.opened_at")} as "openedAt", ${ms("a.closed_at")} as "closedAt",
           a.closed_by as "closedBy", a.note,
           nullif(concat_ws(' ', s.first_name, s.last_name), '') as by,
           o.settings -> 'attention' as attention
      from attention_items a
      join organizations o on o.id = a.organization_id
      left join staff s on s.id = a.closed_by
     where a.patient_id = ${patientId} and (a.closed_at is null or a.closed_at > ${since})
     order by a.rule, a.closed_at desc nulls first`)
  const sorted = rows.toSorted((a, b) => NEED_RULES.indexOf(a.rule) - NEED_RULES.indexOf(b.rule))
  return {
    attention: sorted.flatMap(
      ({ closedAt, closedBy: _, note: __, by: ___, attention: ____, ...item }) =>
        closedAt === null ? [item] : [],
    ),
    dealtWith: sorted.flatMap((row) => dealtWithOf(row, now)),
  }
}

function dealtWithOf(row: Row, now: Instant): TimelineDealtWith[] {
  const { id, closedAt, closedBy, note, by, attention } = row
  if (closedAt === null || closedBy === null) return []
  const until = restsUntil(row, attentionRules(attention).coolDownDays)
  if (until === null || until <= now) return []
  const reason = { rule: row.rule, values: row.values } as TimelineDealtWith
  return [{ ...reason, id, closedAt, restsUntil: until, by, note }]
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)
