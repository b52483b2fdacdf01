import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { AppError } from "@/lib/errors"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import { readPatientAs } from "@/lib/patients/audited-read"
import { SOME_COLLEAGUE } from "@/lib/patients/person-name"
import { patientZone, type ZoneSources } from "@/lib/patients/zone"
import { DAY_MS, type Instant } from "@/lib/time"
import { sendingSettings } from "./sending-settings"
import type { TextingDay } from "./texting-day"
import { type WhyDose, type WhyMessage, type WhyRefusal, whyNot } from "./why-not"

/**
 * Why a patient was, or was not, texted on `date` of their own calendar. A read of their record,
 * which leaves an audit entry. Throws `not_found`, `forbidden`.
 */
export async function textingDay(
  ctx: StaffContext,
  of: { patientId: string; date: LocalDate },
  now: Instant,
): Promise<TextingDay> {
  return readPatientAs(ctx, of.patientId, async (tx) => {
    const { zone, settings } = await homeOf(tx, of.patientId)
    const asked = { ...of, zone }
    const doses = await dosesOfDay(tx, asked)
    const messages = await messagesOfDay(tx, asked)
    const refusals = await refusalsOfDay(tx, asked)
    const isScheduleOn = settings.schedule.isOn
    return {
      ...whyNot({ now, isScheduleOn, doses, messages, refusals }),
      date: of.date,
      today: localDateAt(now, zone),
      zone,
      now,
      texts: await textsOfDay(tx, asked),
      dailyCap: settings.dailyCap,
      sendingHours: settings.quietHours,
    }
  })
}

async function homeOf(tx: Transaction, patientId: string) {
  const { rows } = await tx.execute<ZoneSources & { settings: unknown }>(sql`
    select p.time_zone_override as "timeZoneOverride", p.time_zone_attribute as "timeZoneAttribute",
           o.time_zone as "organizationTimeZone", o.settings
      from patients p join organizations o on o.id = p.organization_id where p.id = ${patientId}`)
  const [row] = rows
  if (!row) throw new AppError("not_found", "There is no such patient in your organization.")
  return { zone: patientZone(row), settings: sendingSettings(row.settings) }
}

type Asked = { patientId: string; date: LocalDate; zone: string }

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)
/** Pulls of the directory begin every two minutes in any worker, and are kept for two weeks. */
const WORKER_SEEN = sql`(
  case when d.due_at >= (select min(started_at) from directory_syncs)
       then exists (select 1 from directory_syncs s
                     where s.started_at between d.due_at - interval '5 minutes'
                                            and d.due_at + interval '15 minutes') end)`

async function dosesOfDay(tx: Transaction, { patientId, date }: Asked): Promise<WhyDose[]> {
  const { rows } = await tx.execute<WhyDose>(sql`
    select d.id, g.medication, g.dose_text as "doseText", d.slot, d.state,
           ${ms("d.due_at")} as "dueAt", ${ms("d.closes_at")} as "closesAt",
           coalesce(v.is_reminding, true) as "isReminding", ${ms("g.created_at")} as "enteredAt",
           (select ${ms("min(e.recorded_at)")} from dose_events e
             where e.dose_id = d.id and e.kind in ('taken', 'not_taken')) as "answeredAt",
           (select coalesce(p.reason, e.reason) from dose_events e
              left join excused_periods p on p.id = e.period_id
             where e.dose_id = d.id and e.kind in ('excused', 'cancelled')
             order by e.recorded_at desc limit 1) as excuse,
           ${WORKER_SEEN} as "workerRan"
      from doses d
      join regimens g on g.id = d.regimen_id
      left join lateral (
        select is_reminding from regimen_versions
         where regimen_id = d.regimen_id and start_date <= d.local_date
           and (end_date is null or end_date >= d.local_date)
         order by start_date desc, created_at desc limit 1) v on true
     where d.patient_id = ${patientId} and d.local_date = ${date}
     order by d.due_at, g.medication, d.id`)
  return rows
}

async function messagesOfDay(tx: Transaction, asked: Asked): Promise<WhyMessage[]> {
  const { patientId, date, zone } = asked
  const { rows } = await tx.execute<WhyMessage>(sql`
    with asked as (
      select distinct md.message_id as id from message_doses md join doses d on d.id = md.dose_id
       where d.patient_id = ${patientId} and d.local_date = ${date}
      union
      select m.id from messages m
       where m.patient_id = ${patientId} and m.created_at between ${around(date).from}
         and ${around(date).to}
         and (coalesce(m.sent_at, m.not_before) at time zone ${zone})::date = ${date}
         and not exists (select 1 from message_doses md where md.message_id = m.id))
    select m.id, m.kind, m.state, m.reason, ${ms("m.not_before")} as "notBefore",
           ${ms("coalesce(m.sent_at, m.claimed_at, m.created_at)")} as at,
           array(select dose_id::text from message_doses where message_id = m.id) as "doseIds",
           case when m.requested_by is not null
                then coalesce(nullif(concat_ws(' ', s.first_name, s.last_name), ''), ${SOME_COLLEAGUE})
           end as by
      from asked join messages m on m.id = asked.id
      left join staff s on s.id = m.requested_by
     order by m.created_at, m.id`)
  return rows
}

/** As the gate counts them: see `loadSendFacts`. */
async function textsOfDay(tx: Transaction, { patientId, date, zone }: Asked): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from messages
     where patient_id = ${patientId} and state in ('queued', 'sending', 'sent', 'unknown')
       and created_at between ${around(date).from} and ${around(date).to}
       and (not_before at time zone ${zone})::date = ${date}`)
  return rows[0]?.n ?? 0
}

async function refusalsOfDay(tx: Transaction, { patientId, date }: Asked): Promise<WhyRefusal[]> {
  const { rows } = await tx.execute<WhyRefusal>(sql`
    select v.id, v.kind, v.refusal, ${ms("v.at")} as at,
           array(select unnest(v.dose_ids)::text) as "doseIds",
           case when v.asked_by is not null
                then coalesce(nullif(concat_ws(' ', s.first_name, s.last_name), ''), ${SOME_COLLEAGUE})
           end as by
      from send_verdicts v left join staff s on s.id = v.asked_by
     where v.patient_id = ${patientId} and v.refusal is not null
       and v.local_date between ${addDays(date, -1)} and ${addDays(date, 1)}
       and (v.dose_ids && array(select id from doses
                                 where patient_id = ${patientId} and local_date = ${date})
            or (v.dose_ids = '{}' and v.local_date = ${date}))
     order by v.at, v.id`)
  return rows
}

/** Wide enough for any zone and for a message that waited; the index is read by it. */
function around(date: LocalDate): { from: string; to: string } {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const iso = (at: Instant) => new Date(at).toISOString()
  return { from: iso(midnight - 2 * DAY_MS), to: iso(midnight + 3 * DAY_MS) }
}
