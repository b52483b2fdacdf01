import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseState, MessageState } from "@/db/enums"
import type { AttentionItem } from "@/lib/attention/advance"
import type { DoseFact } from "@/lib/doses/reduce"
import { addDays, type LocalDate } from "@/lib/local-date"
import { staticCountriesSql } from "@/lib/static-numbers/queries"
import { DAY_MS, type Instant } from "@/lib/time"
import type { StaticCountries } from "./reach"

export const SUMMARY_DAYS = 30
export const WEEK_DAYS = 7

/** Instants in epoch milliseconds. */
export type DoseRow = [
  id: string,
  localDate: LocalDate,
  state: DoseState,
  dueAt: Instant,
  closesAt: Instant,
  onTimeUntil: Instant,
  takenAt: Instant | null,
  reminded: boolean,
  replied: boolean,
]

/** What somebody wrote, or what was sent to them, with the doses that it was about. */
export type HeardRow = { at: Instant; doseIds: string[] }

export type SummaryFacts = {
  doses: DoseRow[]
  /** Each recent dose that counts as taken by several statements of the patient, with its events. */
  repeated: { id: string; localDate: LocalDate; events: DoseFact[] }[]
  openSafetyTasks: HeardRow[]
  questions: HeardRow[]
  isOptedOut: boolean | null
  lastSends: { state: MessageState; at: Instant }[]
  staticCountries: StaticCountries
  /** Of each rule the open item, else the one that was closed last. */
  items: AttentionItem[]
  /** The organization's `settings.attention`. */
  attention: unknown
}

type Asked = {
  patient: { organizationId: string; patientId: string; phone: string | null }
  fromDate: LocalDate
  toDate: LocalDate
}

/** One statement: everything is read at the same moment, after the patients' rows were locked. */
export async function loadSummaryFacts(
  tx: Transaction,
  asked: readonly Asked[],
  now: Instant,
): Promise<Map<string, SummaryFacts>> {
  const whom = asked.map(({ patient, fromDate, toDate }) => {
    const { organizationId, patientId: id, phone } = patient
    return { organizationId, id, phone, fromDate, weekStart: addDays(toDate, 1 - WEEK_DAYS) }
  })
  const since = iso(now - (SUMMARY_DAYS + 2) * DAY_MS)
  const weekSince = iso(now - (WEEK_DAYS + 2) * DAY_MS)
  const { rows } = await tx.execute<SummaryFacts & { id: string }>(sql`
    /* prepared: summary_facts */ select who.id,
           (select coalesce(json_agg(json_build_array(id, local_date, state, ${ms("due_at")},
                     ${ms("closes_at")}, ${ms("on_time_until")}, ${ms("taken_at")}, reminded,
                     replied) order by due_at), '[]')
              from doses
             where patient_id = who.id and local_date >= who."fromDate"
               and due_at between ${since} and ${iso(now + 2 * DAY_MS)}) as doses,
           (select coalesce(json_agg(said), '[]') from (
              select d.id, d.local_date as "localDate", json_agg(json_build_object('id', e.id, 'kind', e.kind, 'source', e.source,
                       'at', ${ms("e.at")}, 'recordedAt', ${ms("e.recorded_at")},
                       'voids', e.voids)) as events
                from doses d join dose_events e on e.dose_id = d.id
               where d.patient_id = who.id and d.local_date >= who."weekStart"
                 and d.due_at between ${weekSince} and ${iso(now + 2 * DAY_MS)}
                 and d.state in ('taken_on_time', 'taken_late')
               group by d.id, d.local_date
              having count(*) filter (where e.kind = 'taken' and e.source = 'patient') > 1) said)
             as repeated,
           ${SAFETY} as "openSafetyTasks",
           ${QUESTIONS} as questions,
           (select is_opted_out from opt_outs where phone = who.phone) as "isOptedOut",
           ${staticCountriesSql} as "staticCountries",
           (select coalesce(json_agg(json_build_object('state', state,
                     'at', ${ms("created_at")})), '[]') from (
              select state, created_at from messages
               where patient_id = who.id and state in ('sent', 'failed')
               order by created_at desc limit 2) last) as "lastSends",
           ${ITEMS} as items,
           (select o.settings -> 'attention' from organizations o
             where o.id = who."organizationId") as attention
      from jsonb_to_recordset(${JSON.stringify(whom)}::jsonb)
        as who ("organizationId" uuid, id uuid, phone text, "fromDate" date, "weekStart" date)`)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

const iso = (at: Instant) => new Date(at).toISOString()
const dosesOf = (message: string) =>
  sql.raw(`coalesce((select json_agg(dose_id order by dose_id) from message_doses
    where message_id = ${message}), '[]')`)
/** By `date_part`: `extract` reckons in `numeric`, which takes longer than all else here. */
const ms = (column: string) => sql.raw(`(date_part('epoch', ${column}) * 1000)::bigint`)

/** Safety tasks that nobody has closed. */
const SAFETY = sql`(select coalesce(json_agg(json_build_object('at', ${ms("t.opened_at")},
          'doseIds', ${dosesOf("(select r.message_id from replies r where r.id = t.reply_id)")})), '[]')
   from tasks t
  where t.patient_id = who.id and t.kind = 'safety' and t.state <> 'closed')`

const QUESTIONS = sql`(select coalesce(json_agg(json_build_object(
          'at', ${ms("coalesce(r.event_at, r.received_at)")},
          'doseIds', ${dosesOf("r.message_id")})), '[]')
   from replies r
  where r.patient_id = who.id and r.state = 'review' and r.intent = 'question')`

/** Of each rule the open item, else the one that was closed last. */
const ITEMS = sql`(select coalesce(json_agg(json_build_object('id', a.id, 'rule', a.rule,
          'values', a.rule_values, 'doseIds', a.dose_ids, 'fromDate', a.from_date,
          'toDate', a.to_date, 'openedAt', ${ms("a.opened_at")},
          'closedAt', ${ms("a.closed_at")}, 'closedBy', a.closed_by)), '[]')
   from (select distinct on (rule) * from attention_items
          where patient_id = who.id
          order by rule, closed_at desc nulls first) a)`
