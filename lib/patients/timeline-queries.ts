import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { figures } from "@/lib/doses/figures"
import { asFigureDose, dosesWithEvents, type ReadDose } from "@/lib/doses/queries"
import { AppError } from "@/lib/errors"
import { addDays, localDateAt } from "@/lib/local-date"
import { messagesOf, repliesOf } from "@/lib/messages/timeline-queries"
import { staticCountriesSql } from "@/lib/static-numbers/queries"
import { DAY_MS, type Instant } from "@/lib/time"
import { readPatientAs } from "./audited-read"
import { notesOf } from "./note-queries"
import { ownersOutside } from "./owners-outside"
import { personName } from "./person-name"
import { otherOwners } from "./phone-owner-queries"
import { replyNotice, type StaticCountries } from "./reach"
import type {
  PatientTimeline,
  TimelineDays,
  TimelineDose,
  TimelinePatient,
  TimelineTask,
} from "./timeline"
import { patientZone } from "./zone"

const FIGURE_DAYS = 90
const COMING_DAYS = 3

/**
 * All that a patient's page shows, in one read that leaves an audit entry: figures over 7, 30 and
 * 90 days, the doses, messages and replies of the last `days`, and the notes. Throws `not_found`.
 */
export async function patientTimeline(
  ctx: StaffContext,
  patientId: string,
  days: TimelineDays,
  now: Instant,
): Promise<PatientTimeline> {
  const timeline = await readPatientAs(ctx, patientId, async (tx) => {
    const patient = await patientHeader(tx, patientId)
    const today = localDateAt(now, patient.zone)
    const fromDate = addDays(today, 1 - days)
    const toDate = addDays(today, COMING_DAYS)
    const all = await dosesWithEvents(tx, patientId, {
      fromDate: addDays(today, 1 - FIGURE_DAYS),
      toDate,
      zone: patient.zone,
      now,
    })
    const since = now - (days + 1) * DAY_MS
    return {
      patient,
      now,
      today,
      days,
      fromDate,
      toDate,
      figures: figuresOf(all, today, now),
      doses: all.filter((dose) => dose.localDate >= fromDate).map(withoutReplied),
      messages: await messagesOf(tx, patientId, since),
      replies: await repliesOf(tx, patientId, since),
      notes: await notesOf(tx, patientId),
    }
  })
  const { patient } = timeline
  const outside = (await ownersOutside(ctx, [patient.phone])).get(patient.phone ?? "") ?? 0
  return { ...timeline, patient: { ...patient, ownersOutside: outside } }
}

function figuresOf(doses: readonly ReadDose[], today: string, now: Instant) {
  const counted = doses.map(asFigureDose)
  const over = (days: number) =>
    figures(counted, { fromDate: addDays(today, 1 - days), toDate: today, now })
  return { 7: over(7), 30: over(30), 90: over(FIGURE_DAYS) }
}

function withoutReplied({ replied: _, ...dose }: ReadDose): TimelineDose {
  return dose
}

type HeaderRow = {
  id: string
  firstName: string | null
  lastName: string | null
  phone: string | null
  isEnabled: boolean
  timeZoneOverride: string | null
  timeZoneAttribute: string | null
  organizationTimeZone: string
  isOptedOut: boolean | null
  optedOutAt: number | null
  deletedAt: number | null
  needReasons: string[] | null
  tasks: TimelineTask[]
  staticCountries: StaticCountries
}

async function patientHeader(tx: Transaction, patientId: string): Promise<TimelinePatient> {
  const { rows } = await tx.execute<HeaderRow>(sql`
    select p.id, p.first_name as "firstName", p.last_name as "lastName", p.phone,
      p.is_enabled as "isEnabled", p.time_zone_override as "timeZoneOverride",
      p.time_zone_attribute as "timeZoneAttribute", o.time_zone as "organizationTimeZone",
      oo.is_opted_out as "isOptedOut",
      (extract(epoch from oo.changed_at) * 1000)::float8 as "optedOutAt",
      (extract(epoch from p.deleted_at) * 1000)::float8 as "deletedAt",
      ps.need_reasons as "needReasons", ${staticCountriesSql} as "staticCountries",
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'state', t.state,
          'replyId', t.reply_id, 'openedAt', (extract(epoch from t.opened_at) * 1000)::bigint)
          order by t.opened_at)
        from tasks t where t.patient_id = p.id and t.state <> 'closed'), '[]') as tasks
    from patients p
    join organizations o on o.id = p.organization_id
    left join opt_outs oo on oo.organization_id = p.organization_id and oo.phone = p.phone
    left join patient_summaries ps
      on ps.organization_id = p.organization_id and ps.patient_id = p.id
    where p.id = ${patientId}`)
  const [row] = rows
  if (!row) throw new AppError("not_found", "There is no such patient in your organization.")
  const isOptedOut = row.isOptedOut === true
  const others = await otherOwners(tx, row)
  return {
    id: row.id,
    name: personName(row.firstName, row.lastName),
    isNameShared: Boolean(row.firstName || row.lastName),
    phone: row.phone,
    zone: patientZone(row),
    isEnabled: row.isEnabled,
    zoneOverride: row.timeZoneOverride,
    reply: replyNotice(row.phone, row.staticCountries),
    isOptedOut,
    optedOutAt: isOptedOut ? row.optedOutAt : null,
    deletedAt: row.deletedAt,
    sharedWith: others.byPhone,
    ownersOutside: 0,
    additionalOf: others.asAdditional,
    needReasons: row.needReasons ?? [],
    tasks: row.tasks,
  }
}
