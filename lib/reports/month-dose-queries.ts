import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import { reduceDose } from "@/lib/doses/reduce"
import type { LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { MonthDose, MonthEvent } from "./month-dose"

type Row = {
  id: string
  regimen_id: string
  medication: string
  dose_text: string
  local_date: string
  slot: string
  due_at: string
  opens_at: string
  on_time_until: string
  closes_at: string
  replied: boolean
  events: MonthEvent[] | null
}

/**
 * A patient's doses on the days, both included, with the state that their events give at `now`; in
 * order of due time, then medication, without cancelled ones.
 */
export async function monthDoses(
  tx: Transaction,
  patientId: string,
  { from, to, now }: { from: LocalDate; to: LocalDate; now: Instant },
): Promise<MonthDose[]> {
  const { rows } = await tx.execute<Row>(sql`
    select d.id, d.regimen_id, g.medication, coalesce(v.dose_text, g.dose_text) as dose_text,
      d.local_date::text as local_date, d.slot, d.due_at::text as due_at,
      d.opens_at::text as opens_at, d.on_time_until::text as on_time_until,
      d.closes_at::text as closes_at, d.replied, e.events
    from doses d
    join regimens g on g.organization_id = d.organization_id and g.id = d.regimen_id
    left join lateral (
      select v.dose_text from regimen_versions v
      where v.organization_id = d.organization_id and v.regimen_id = d.regimen_id
        and v.dose_text is not null and v.start_date <= d.local_date
        and (v.end_date is null or v.end_date >= v.start_date)
      order by v.start_date desc limit 1) v on true
    left join lateral (
      select jsonb_agg(jsonb_build_object(
        'id', e.id, 'kind', e.kind, 'source', e.source, 'at', ${epoch("e.at")},
        'recordedAt', ${epoch("e.recorded_at")}, 'takenAt', ${epoch("e.taken_at")},
        'replyId', e.reply_id, 'voids', e.voids, 'reason', e.reason,
        'by', nullif(concat_ws(' ', s.first_name, s.last_name), '')) order by e.recorded_at, e.id
      ) as events
      from dose_events e
      left join staff s on s.organization_id = e.organization_id and s.id = e.staff_id
      where e.organization_id = d.organization_id and e.dose_id = d.id) e on true
    where d.patient_id = ${patientId} and d.local_date between ${from} and ${to}
    order by d.due_at, g.medication, d.id`)
  return rows.map((row) => doseOf(row, now)).filter(({ state }) => state !== "cancelled")
}

const epoch = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)

function doseOf(row: Row, now: Instant): MonthDose {
  const times = {
    dueAt: parseInstant(row.due_at),
    opensAt: parseInstant(row.opens_at),
    onTimeUntil: parseInstant(row.on_time_until),
    closesAt: parseInstant(row.closes_at),
  }
  const events = row.events ?? []
  const { state, takenAt, onTime, reminded } = reduceDose(times, events, now)
  const { id, medication, slot, replied } = row
  const { dueAt, closesAt } = times
  return {
    ...{ id, medication, slot, replied, dueAt, closesAt, state, takenAt, onTime, reminded, events },
    ...{ regimenId: row.regimen_id, doseText: row.dose_text, localDate: row.local_date },
  }
}
