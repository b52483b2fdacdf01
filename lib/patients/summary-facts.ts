import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseState, MessageState } from "@/db/enums"
import type { DoseFact } from "@/lib/doses/reduce"
import { addDays, type LocalDate } from "@/lib/local-date"
import { staticCountriesSql } from "@/lib/static-numbers/queries"
import { DAY_MS, type Instant } from "@/lib/time"
import type { StaticCountries } from "./reach"

export const SUMMARY_DAYS = 30
export const WEEK_DAYS = 7

/** Instants in epoch milliseconds. */
export type DoseRow = [
  localDate: LocalDate,
  state: DoseState,
  dueAt: Instant,
  closesAt: Instant,
  onTimeUntil: Instant,
  takenAt: Instant | null,
  reminded: boolean,
  replied: boolean,
]

export type SummaryFacts = {
  doses: DoseRow[]
  /** The events of each recent dose that counts as taken by several statements of the patient. */
  repeated: DoseFact[][]
  openSafetyTasks: number
  questions: number
  isOptedOut: boolean | null
  lastSends: MessageState[]
  staticCountries: StaticCountries
}

type Asked = {
  patient: { patientId: string; phone: string | null }
  fromDate: LocalDate
  toDate: LocalDate
}

/** One statement: everything is read at the same moment, after the patients' rows were locked. */
export async function loadSummaryFacts(
  tx: Transaction,
  asked: readonly Asked[],
  now: Instant,
): Promise<Map<string, SummaryFacts>> {
  const whom = asked.map(({ patient: { patientId, phone }, fromDate, toDate }) => {
    return { id: patientId, phone, fromDate, weekStart: addDays(toDate, 1 - WEEK_DAYS) }
  })
  const since = iso(now - (SUMMARY_DAYS + 2) * DAY_MS)
  const weekSince = iso(now - (WEEK_DAYS + 2) * DAY_MS)
  const { rows } = await tx.execute<SummaryFacts & { id: string }>(sql`
    /* prepared: summary_facts */ select who.id,
           (select coalesce(json_agg(json_build_array(local_date, state, ${ms("due_at")},
                     ${ms("closes_at")}, ${ms("on_time_until")}, ${ms("taken_at")}, reminded,
                     replied) order by due_at), '[]')
              from doses
             where patient_id = who.id and local_date >= who."fromDate"
               and due_at between ${since} and ${iso(now + 2 * DAY_MS)}) as doses,
           (select coalesce(json_agg(said.events), '[]') from (
              select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'source', e.source,
                       'at', ${ms("e.at")}, 'recordedAt', ${ms("e.recorded_at")},
                       'voids', e.voids)) as events
                from doses d join dose_events e on e.dose_id = d.id
               where d.patient_id = who.id and d.local_date >= who."weekStart"
                 and d.due_at between ${weekSince} and ${iso(now + 2 * DAY_MS)}
                 and d.state in ('taken_on_time', 'taken_late')
               group by d.id
              having count(*) filter (where e.kind = 'taken' and e.source = 'patient') > 1) said)
             as repeated,
           (select count(*)::int from tasks
             where patient_id = who.id and kind = 'safety' and state <> 'closed')
             as "openSafetyTasks",
           (select count(*)::int from replies
             where patient_id = who.id and state = 'review' and intent = 'question')
             as questions,
           (select is_opted_out from opt_outs where phone = who.phone) as "isOptedOut",
           ${staticCountriesSql} as "staticCountries",
           (select coalesce(json_agg(state), '[]') from (
              select state from messages
               where patient_id = who.id and state in ('sent', 'failed')
               order by created_at desc limit 2) last) as "lastSends"
      from jsonb_to_recordset(${JSON.stringify(whom)}::jsonb)
        as who (id uuid, phone text, "fromDate" date, "weekStart" date)`)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

const iso = (at: Instant) => new Date(at).toISOString()
const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)
