import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import { DOSE_STATES, type DoseState, type ExcuseKind } from "@/db/enums"
import { type DoseFact, reduceDose } from "@/lib/doses/reduce"
import { EXCUSE_WORDS } from "@/lib/regimens/words"
import type { Instant } from "@/lib/time"
import type { After } from "./cursor"
import { uuidsOf } from "./ids"
import { STATUS_OF, type StatementFacts } from "./medication-statement"
import { instantText } from "./r4"
import type { Search } from "./search"
import { both, within } from "./sql-parts"

type EventRow = DoseFact & {
  replyId: string | null
  senderKind: string | null
  senderId: string | null
  staffId: string | null
  reason: string | null
  excuse: ExcuseKind | null
}

type Row = {
  id: string
  patient_id: string
  medication: string
  dose_text: string
  request_id: string | null
  time_zone: string
  due_at: string
  opens_at: string
  on_time_until: string
  closes_at: string
  events: EventRow[] | null
}

const epoch = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)

/**
 * Doses with the state that their events give at `now`, in the order of due time and id, `limit` at
 * most, after `after`.
 */
export async function statementFacts(
  tx: Transaction,
  search: Search,
  page: { after: After | null; limit: number; now: Instant },
): Promise<StatementFacts[]> {
  const { after } = page
  const { rows } = await tx.execute<Row>(sql`
    select d.id, d.patient_id, g.medication, d.time_zone, d.due_at::text as due_at,
      d.opens_at::text as opens_at, d.on_time_until::text as on_time_until,
      d.closes_at::text as closes_at, v.id as request_id,
      coalesce(t.dose_text, g.dose_text) as dose_text, e.events
    from doses d
    join regimens g on g.organization_id = d.organization_id and g.id = d.regimen_id
    left join lateral (${versionOn(sql`true`)}) v on true
    left join lateral (${versionOn(sql`v.dose_text is not null`)}) t on true
    left join lateral (
      select jsonb_agg(jsonb_build_object(
        'id', e.id, 'kind', e.kind, 'source', e.source, 'at', ${epoch("e.at")},
        'recordedAt', ${epoch("e.recorded_at")}, 'takenAt', ${epoch("e.taken_at")},
        'replyId', e.reply_id, 'voids', e.voids, 'reason', e.reason, 'staffId', e.staff_id,
        'confidence', r.confidence, 'senderKind', r.sender_kind, 'senderId', r.sender_id,
        'excuse', x.kind)) as events
      from dose_events e
      left join replies r on r.organization_id = e.organization_id and r.id = e.reply_id
      left join excused_periods x on x.organization_id = e.organization_id and x.id = e.period_id
      where e.organization_id = d.organization_id and e.dose_id = d.id
    ) e on true
    where ${wanted(search)}
      ${after ? sql`and (d.due_at, d.id) > (${instantText(after.at ?? 0)}::timestamptz, ${after.id}::uuid)` : sql``}
    order by d.due_at, d.id limit ${page.limit}`)
  return rows.map((row) => factsOf(row, page.now))
}

export async function countStatements(tx: Transaction, search: Search): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from doses d where ${wanted(search)}`,
  )
  return rows[0]?.n ?? 0
}

/** The version of the dose's regimen that held on its day. */
function versionOn(besides: ReturnType<typeof sql>) {
  return sql`select v.id, v.dose_text from regimen_versions v
    where v.organization_id = d.organization_id and v.regimen_id = d.regimen_id
      and v.start_date <= d.local_date and (v.end_date is null or v.end_date >= v.start_date)
      and ${besides}
    order by v.start_date desc limit 1`
}

function wanted({ ids, patientId, dates, statuses }: Search) {
  const states: DoseState[] | null =
    statuses && DOSE_STATES.filter((state) => statuses.includes(STATUS_OF[state]))
  return both(
    ids ? sql`d.id = any(${sql.param(uuidsOf(ids))}::uuid[])` : null,
    patientId ? sql`d.patient_id = ${patientId}` : null,
    within(sql`d.due_at`, dates),
    states ? sql`d.state = any(${sql.param(states)}::text[])` : null,
  )
}

function factsOf(row: Row, now: Instant): StatementFacts {
  const events = row.events ?? []
  const dueAt = parseInstant(row.due_at)
  const times = {
    dueAt,
    opensAt: parseInstant(row.opens_at),
    onTimeUntil: parseInstant(row.on_time_until),
    closesAt: parseInstant(row.closes_at),
  }
  const { state, takenAt, deciding } = reduceDose(times, events, now)
  const decisive = events.filter(({ id }) => deciding.includes(id))
  const excuse = decisive.find((event) => event.excuse)?.excuse
  return {
    id: row.id,
    patientId: row.patient_id,
    requestId: row.request_id,
    medication: row.medication,
    doseText: row.dose_text,
    timeZone: row.time_zone,
    dueAt,
    state,
    takenAt,
    updatedAt: events.length > 0 ? Math.max(...events.map((event) => event.recordedAt)) : null,
    excuse: excuse ? EXCUSE_WORDS[excuse] : null,
    statements: decisive.map(({ source, at, replyId, senderKind, senderId, staffId, reason }) => ({
      ...{ source, at, replyId, staffId, reason },
      sender: replyId ? { kind: senderKind, id: senderId } : null,
    })),
  }
}
