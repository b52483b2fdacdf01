import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import type { FigureDose } from "@/lib/doses/figures"
import { reduceDose } from "@/lib/doses/reduce"
import { doseSentence, shortDate } from "@/lib/doses/sentence"
import type { LocalDate } from "@/lib/local-date"
import type { TimelineDose, TimelineEvent } from "@/lib/patients/timeline"
import type { Instant } from "@/lib/time"

type DoseRow = {
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
  events: TimelineEvent[] | null
}

/** A dose with its events, and what the figures ask besides. */
export type ReadDose = TimelineDose & { replied: boolean }

/**
 * The doses of one patient from `fromDate` to `toDate` (the patient's calendar, both included), each
 * with its events and the state that they give at `now`; in order of due time, then medication.
 */
export async function dosesWithEvents(
  tx: Transaction,
  patientId: string,
  range: { fromDate: LocalDate; toDate: LocalDate; zone: string; now: Instant },
): Promise<ReadDose[]> {
  const { rows } = await tx.execute<DoseRow>(sql`
    select d.id, d.regimen_id, g.medication, g.dose_text, d.local_date::text as local_date, d.slot,
      d.due_at::text as due_at, d.opens_at::text as opens_at,
      d.on_time_until::text as on_time_until, d.closes_at::text as closes_at,
      d.replied, e.events
    from doses d
    join regimens g on g.organization_id = d.organization_id and g.id = d.regimen_id
    left join lateral (
      select jsonb_agg(jsonb_build_object(
        'id', e.id, 'kind', e.kind, 'source', e.source, 'at', ${epoch("e.at")},
        'recordedAt', ${epoch("e.recorded_at")}, 'takenAt', ${epoch("e.taken_at")},
        'replyId', e.reply_id, 'messageId', e.message_id, 'voids', e.voids, 'reason', e.reason,
        'by', nullif(concat_ws(' ', s.first_name, s.last_name), '')) order by e.recorded_at, e.id
      ) as events
      from dose_events e
      left join staff s on s.organization_id = e.organization_id and s.id = e.staff_id
      where e.organization_id = d.organization_id and e.dose_id = d.id
    ) e on true
    where d.patient_id = ${patientId}
      and d.local_date between ${range.fromDate} and ${range.toDate}
    order by d.due_at, g.medication, d.id`)
  return rows.map((row) => readDose(row, range)).filter((dose) => dose.state !== "cancelled")
}

const epoch = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)

function readDose(row: DoseRow, at: { zone: string; now: Instant }): ReadDose {
  const times = {
    dueAt: parseInstant(row.due_at),
    opensAt: parseInstant(row.opens_at),
    onTimeUntil: parseInstant(row.on_time_until),
    closesAt: parseInstant(row.closes_at),
  }
  const events = row.events ?? []
  const reduced = reduceDose(times, events, at.now)
  const said = { localDate: row.local_date, slot: row.slot, medication: row.medication }
  return {
    id: row.id,
    regimenId: row.regimen_id,
    ...said,
    doseText: row.dose_text,
    ...times,
    ...reduced,
    sentence: doseSentence({ ...said, ...reduced }, at.zone),
    day: shortDate(row.local_date),
    events,
    replied: row.replied,
  }
}

/** A dose as `figures()` takes it. */
export function asFigureDose(dose: ReadDose): FigureDose {
  const { localDate, state, dueAt, closesAt, takenAt, onTime, replied, reminded } = dose
  return { localDate, state, dueAt, closesAt, takenAt, onTime, replied, reminded }
}
