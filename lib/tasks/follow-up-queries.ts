import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { MessageState } from "@/db/enums"
import type { UnreachableReason } from "@/lib/patients/need"
import { parsePhone } from "@/lib/patients/phone"
import { DAY_MS, type Instant } from "@/lib/time"
import { type FollowUpFacts, LOOKS_BACK_MS } from "./follow-ups"

const PAGE = 200
const TASKS_BACK_MS = 14 * DAY_MS

/** The next patients, by id, of whom the rules may have something to say; `since` null: of all. */
export async function followUpPage(
  tx: Transaction,
  { now, since, after }: { now: Instant; since: Instant | null; after: string | null },
): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select p.id from patients p
      left join patient_summaries s on s.patient_id = p.id
     where p.deleted_at is null and p.is_enabled
       and ${after === null ? sql`true` : sql`p.id > ${after}`}
       and (${since === null ? sql`true` : sql`s.updated_at >= ${iso(since)}`}
              and (s.need > 0 or exists (
                select 1 from doses d
                 where d.patient_id = p.id and d.state in ('no_response', 'not_taken')
                   and d.due_at between ${iso(now - 2 * DAY_MS)} and ${iso(now)}))
            or exists (select 1 from tasks t
                        where t.patient_id = p.id and t.kind = 'follow_up' and t.state <> 'closed'))
     order by p.id limit ${PAGE}`)
  return rows.map(({ id }) => id)
}

type Row = Omit<FollowUpFacts, "unreachable"> & {
  id: string
  phone: string | null
  isOptedOut: boolean
  lastSends: MessageState[]
}

/** What the rules look at, by patient. */
export async function followUpFacts(
  tx: Transaction,
  patientIds: readonly string[],
  now: Instant,
): Promise<Map<string, FollowUpFacts>> {
  const { rows } = await tx.execute<Row>(sql`
    select p.id, p.phone,
           (select coalesce(json_agg(json_build_object('id', d.id, 'regimenId', d.regimen_id,
                     'dueAt', ${ms("d.due_at")}, 'state', d.state,
                     'isRefusal', d.state = 'not_taken' and not exists (
                       select 1 from dose_events e where e.dose_id = d.id and e.source = 'staff'))
                     order by d.due_at, d.id), '[]')
              from (select id, regimen_id, due_at, state from doses
                     where patient_id = p.id
                       and due_at between ${iso(now - LOOKS_BACK_MS)} and ${iso(now)}
                    union
                    select o.id, o.regimen_id, o.due_at, o.state
                      from tasks t join doses o
                        on o.organization_id = t.organization_id and o.id = any(t.dose_ids)
                     where t.patient_id = p.id and t.kind = 'follow_up' and t.cause <> 'by_hand'
                       and t.state <> 'closed') d) as doses,
           (select coalesce(json_agg(json_build_object('id', t.id, 'cause', t.cause,
                     'doseIds', t.dose_ids, 'openedAt', ${ms("t.opened_at")},
                     'closedAt', ${ms("t.closed_at")})), '[]')
              from tasks t
             where t.patient_id = p.id and t.kind = 'follow_up'
               and (t.state <> 'closed' or t.closed_at > ${iso(now - TASKS_BACK_MS)})) as tasks,
           (select ${ms("max(e.recorded_at)")}
              from doses d join dose_events e on e.dose_id = d.id
             where d.patient_id = p.id and e.source = 'patient' and e.kind in ('taken', 'not_taken')
               and d.due_at between ${iso(now - LOOKS_BACK_MS)} and ${iso(now + DAY_MS)})
             as "lastReportAt",
           coalesce((select o.is_opted_out from opt_outs o where o.phone = p.phone), false)
             as "isOptedOut",
           (select coalesce(json_agg(state), '[]') from (
              select m.state from messages m
               where m.patient_id = p.id and m.state in ('sent', 'failed')
               order by m.created_at desc limit 2) last) as "lastSends"
      from patients p where p.id = any(${sql.param([...patientIds])}::uuid[])`)
  return new Map(
    rows.map(({ id, doses, tasks, lastReportAt, ...reach }) => [
      id,
      { doses, tasks, lastReportAt: asNumber(lastReportAt), unreachable: unreachableOf(reach) },
    ]),
  )
}

function unreachableOf(reach: Pick<Row, "phone" | "isOptedOut" | "lastSends">) {
  const { phone, isOptedOut, lastSends } = reach
  const reasons: UnreachableReason[] = []
  if (isOptedOut) reasons.push("opted_out")
  if (phone === null) reasons.push("no_phone")
  else if (!parsePhone(phone).ok) reasons.push("bad_number")
  if (lastSends.length === 2 && lastSends.every((state) => state === "failed")) {
    reasons.push("two_failed_sends")
  }
  return reasons
}

/** Postgres answers a bigint as text. */
function asNumber(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value)
}

const iso = (at: Instant) => new Date(at).toISOString()
const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)
