import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseState } from "@/db/enums"
import { NEED_WEIGHTS } from "@/lib/patients/need"
import { personName } from "@/lib/patients/person-name"
import { COUNTED } from "@/lib/patients/queries"
import { SENDS_FOR_MS } from "@/lib/review/waiting-queries"
import type { Instant } from "@/lib/time"
import type { AttentionLineItem, ReviewLine, SectionOf } from "./today-lines"

type Person = { patientId: string; first_name: string | null; last_name: string | null }
type Counted<T> = Person & T & { n: number }

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)
const whoIs = ({ patientId, first_name, last_name }: Person) => {
  return { patientId, name: personName(first_name, last_name) }
}

/** Of so many doses lines are made; a time of day of a great organization has a hundred thousand. */
const MOST_DUE = 2_000

/** Who has doses due, their window open, and nothing said about them; one line a time of day. */
export async function dueNow(
  tx: Transaction,
  now: Instant,
  most: number,
): Promise<SectionOf<"due">> {
  const at = new Date(now).toISOString()
  const { rows } = await tx.execute<
    Counted<{ id: string; slot: string; medications: string[]; state: DoseState; due: number }> & {
      doses: number
    }
  >(sql`
    select min(d.id::text) as id, d.slot, d.state, d.patient_id as "patientId", d.first_name,
      d.last_name, array_agg(g.medication order by g.medication) as medications,
      ${ms("d.due_at")} as due, count(*) over ()::int as n,
      (sum(count(*)) over ())::int as doses
    from (
      select d.id, d.regimen_id, d.slot, d.state, d.patient_id, d.due_at, p.first_name, p.last_name
        from doses d join patients p on p.id = d.patient_id and p.deleted_at is null
       where d.state in ('scheduled', 'pending') and d.due_at <= ${at} and d.closes_at > ${at}
       order by d.due_at, d.patient_id, d.id limit ${MOST_DUE + 1}) d
    join regimens g on g.id = d.regimen_id
    group by d.patient_id, d.first_name, d.last_name, d.slot, d.state, d.due_at
    order by d.due_at, d.patient_id, d.slot limit ${most}`)
  return {
    key: "due",
    ...totalOf(rows[0]?.n ?? 0, (rows[0]?.doses ?? 0) > MOST_DUE),
    lines: rows.map((row) => ({
      ...whoIs(row),
      ...{ doseId: row.id, slot: row.slot, medications: row.medications, dueAt: row.due },
      isReminded: row.state === "pending",
    })),
  }
}

function totalOf(n: number, isMore: boolean) {
  return { total: Math.min(n, COUNTED), isMore: isMore || n > COUNTED }
}

/** Texts that failed, or of which nobody knows; what was sent again or set aside is left out. */
export async function troubledSends(
  tx: Transaction,
  now: Instant,
  most: number,
): Promise<SectionOf<"sends">> {
  const { rows } = await tx.execute<
    Counted<{ id: string; state: "failed" | "unknown"; at: number }>
  >(sql`
    select m.id, m.state, m.patient_id as "patientId", p.first_name, p.last_name,
      ${ms("m.created_at")} as at, count(*) over ()::int as n
    from messages m join patients p on p.id = m.patient_id
    where ${troubled(now)}
    order by m.created_at desc, m.id limit ${most}`)
  return {
    key: "sends",
    total: rows[0]?.n ?? 0,
    lines: rows.map((row) => ({
      ...whoIs(row),
      ...{ messageId: row.id, state: row.state, at: row.at },
    })),
  }
}

/** As Review lists them. */
const troubled = (now: Instant) => sql`m.state in ('failed', 'unknown') and m.settled_at is null
  and m.created_at > ${new Date(now - SENDS_FOR_MS).toISOString()}
  and not exists (select from messages again
    where again.again_of = m.id and again.state <> 'cancelled')`

/** The patients with the greatest need, in the list's own order, each with what stands open. */
export async function attention(tx: Transaction, most: number): Promise<SectionOf<"attention">> {
  const { rows } = await tx.execute<Counted<{ items: (AttentionLineItem & Opened)[] }>>(sql`
    select w."patientId", p.first_name, p.last_name, i.items, (
      select count(*)::int from (
        select from patient_summaries where is_listed and need > 0
         order by need desc, patient_id desc limit ${COUNTED + 1}) counted) as n
    from (
      select patient_id as "patientId", need from patient_summaries where is_listed and need > 0
       order by need desc, patient_id desc limit ${most}) w
    join patients p on p.id = w."patientId"
    cross join lateral (
      select coalesce(json_agg(json_build_object('id', a.id, 'rule', a.rule,
               'values', a.rule_values, 'fromDate', a.from_date, 'toDate', a.to_date,
               'openedAt', ${ms("a.opened_at")})), '[]') as items
        from attention_items a
       where a.patient_id = w."patientId" and a.closed_at is null) i
    order by w.need desc, w."patientId" desc`)
  return {
    key: "attention",
    ...totalOf(rows[0]?.n ?? 0, false),
    lines: rows.map((row) => ({
      ...whoIs(row),
      openedAt: row.items.length > 0 ? Math.min(...row.items.map((item) => item.openedAt)) : null,
      items: row.items
        .toSorted((a, b) => NEED_WEIGHTS[b.rule] - NEED_WEIGHTS[a.rule])
        .map(({ openedAt: _, ...item }) => item),
    })),
  }
}

type Opened = { openedAt: number }

/** What waits in Review, by its kind. */
export async function reviewCounts(tx: Transaction, now: Instant): Promise<SectionOf<"review">> {
  const { rows } = await tx.execute<ReviewLine>(sql`
    select state as queue, count(*)::int as n, ${ms("min(received_at)")} as "oldestAt"
      from replies where state in ('review', 'unmatched', 'failed', 'quarantined') group by state
    union all
    select 'send_' || m.state, count(*)::int, ${ms("min(m.created_at)")}
      from messages m where ${troubled(now)} group by m.state`)
  const order = ["unmatched", "review", "failed", "quarantined", "send_failed", "send_unknown"]
  return {
    key: "review",
    total: rows.reduce((sum, { n }) => sum + n, 0),
    lines: rows.toSorted((a, b) => order.indexOf(a.queue) - order.indexOf(b.queue)),
  }
}
