import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { together } from "@/db/together"
import { attentionOf } from "@/lib/attention/item-queries"
import type { StaffContext } from "@/lib/auth/context"
import { suspectedOptOuts } from "@/lib/consent/suspect-queries"
import { AppError } from "@/lib/errors"
import { staticCountriesSql } from "@/lib/static-numbers/queries"
import { readPatientAs } from "./audited-read"
import { ownersOutside } from "./owners-outside"
import { personName } from "./person-name"
import { otherOwners } from "./phone-owner-queries"
import { replyNotice, type StaticCountries } from "./reach"
import type { TimelinePatient, TimelineTask } from "./timeline"
import { patientZone, type ZoneSources } from "./zone"

/**
 * Who stands at the head of a patient's pages, with what else `read` reads of them in the same
 * transaction, which leaves an audit entry; `as` as in `readPatientAs`. Throws `not_found`.
 */
export async function readOfPatient<T>(
  ctx: StaffContext,
  patientId: string,
  read: (tx: Transaction, patient: TimelinePatient) => Promise<T>,
  as: string | null = null,
): Promise<T & { patient: TimelinePatient }> {
  const readBoth = async (tx: Transaction) => {
    const patient = await patientHeader(tx, ctx, patientId)
    return { ...(await read(tx, patient)), patient }
  }
  return readPatientAs(ctx, patientId, readBoth, as)
}

/** Whose calendar tells a patient's days. Throws `not_found`. */
export async function zoneOfPatient(tx: Transaction, patientId: string): Promise<string> {
  const { rows } = await tx.execute<ZoneSources>(sql`
    /* prepared: patient_zone */ select p.time_zone_override as "timeZoneOverride",
      p.time_zone_attribute as "timeZoneAttribute", o.time_zone as "organizationTimeZone"
    from patients p join organizations o on o.id = p.organization_id where p.id = ${patientId}`)
  const [row] = rows
  if (!row) throw notFound()
  return patientZone(row)
}

const notFound = () => new AppError("not_found", "There is no such patient in your organization.")

type HeaderRow = ZoneSources & {
  id: string
  firstName: string | null
  lastName: string | null
  phone: string | null
  isEnabled: boolean
  isOptedOut: boolean | null
  optedOutAt: number | null
  deletedAt: number | null
  tasks: TimelineTask[]
  staticCountries: StaticCountries
}

async function patientHeader(
  tx: Transaction,
  ctx: StaffContext,
  patientId: string,
): Promise<TimelinePatient> {
  const { rows } = await tx.execute<HeaderRow>(sql`
    /* prepared: patient_header */ select p.id, p.first_name as "firstName", p.last_name as "lastName", p.phone,
      p.is_enabled as "isEnabled", p.time_zone_override as "timeZoneOverride",
      p.time_zone_attribute as "timeZoneAttribute", o.time_zone as "organizationTimeZone",
      oo.is_opted_out as "isOptedOut",
      (extract(epoch from oo.changed_at) * 1000)::float8 as "optedOutAt",
      (extract(epoch from p.deleted_at) * 1000)::float8 as "deletedAt",
      ${staticCountriesSql} as "staticCountries",
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'state', t.state, 'cause', t.cause,
          'replyId', t.reply_id, 'openedAt', (extract(epoch from t.opened_at) * 1000)::bigint,
          'dueAt', (extract(epoch from t.due_at) * 1000)::bigint, 'ownerId', t.owner_id,
          'owner', nullif(concat_ws(' ', s.first_name, s.last_name), ''), 'doseIds', t.dose_ids,
          'note', t.note) order by t.opened_at, t.id)
        from tasks t left join staff s on s.id = t.owner_id where t.patient_id = p.id and t.state <> 'closed'), '[]') as tasks
    from patients p
    join organizations o on o.id = p.organization_id
    left join opt_outs oo on oo.organization_id = p.organization_id and oo.phone = p.phone
    where p.id = ${patientId}`)
  const [row] = rows
  if (!row) throw notFound()
  const isOptedOut = row.isOptedOut === true
  const now = Date.now()
  const [others, outside, suspected, attention] = await together(
    otherOwners(tx, row),
    ownersOutside(tx, ctx, [row.phone]),
    suspectedOptOuts(tx, [row], now),
    attentionOf(tx, patientId, now),
  )
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
    suspicion: suspected.get(row.id) ?? null,
    deletedAt: row.deletedAt,
    sharedWith: others.byPhone,
    ownersOutside: outside.get(row.phone ?? "") ?? 0,
    additionalOf: others.asAdditional,
    ...attention,
    tasks: row.tasks,
  }
}
