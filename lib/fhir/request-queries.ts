import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import type { ExcuseKind } from "@/db/enums"
import { localDateAt } from "@/lib/local-date"
import { patientZone } from "@/lib/patients/zone"
import { recurrenceSchema, slotSchema } from "@/lib/regimens/schedule"
import type { Instant } from "@/lib/time"
import type { After } from "./cursor"
import { uuidsOf } from "./ids"
import type { RequestFacts } from "./medication-request"
import type { Search } from "./search"
import { both } from "./sql-parts"

type Period = { kind: ExcuseKind; isOfRegimen: boolean; from: string; to: string | null }

type Row = {
  id: string
  patient_id: string
  medication: string
  dose_text: string
  start_date: string
  end_date: string | null
  time_zone: string
  slots: unknown
  recurrence: unknown
  created_at: string
  prior_id: string | null
  is_replaced: boolean
  periods: Period[]
  timeZoneOverride: string | null
  timeZoneAttribute: string | null
  organizationTimeZone: string
}

/** Versions of regimens in the order of their ids, `limit` at most, after `after`. */
export async function requestFacts(
  tx: Transaction,
  search: Search,
  page: { after: After | null; limit: number; now: Instant },
): Promise<RequestFacts[]> {
  const { rows } = await tx.execute<Row>(sql`
    select v.id, g.patient_id, g.medication, v.start_date::text, v.end_date::text, v.time_zone,
      coalesce(v.dose_text, (select e.dose_text from regimen_versions e
        where e.organization_id = v.organization_id and e.regimen_id = v.regimen_id
          and e.dose_text is not null and e.start_date <= v.start_date and e.id <> v.id
          and (e.end_date is null or e.end_date >= e.start_date)
        order by e.start_date desc limit 1), g.dose_text) as dose_text,
      v.slots, v.recurrence, v.created_at::text as created_at,
      (select e.id from regimen_versions e
        where e.organization_id = v.organization_id and e.regimen_id = v.regimen_id
          and e.start_date < v.start_date and (e.end_date is null or e.end_date >= e.start_date)
        order by e.start_date desc limit 1) as prior_id,
      exists (select from regimen_versions e
        where e.organization_id = v.organization_id and e.regimen_id = v.regimen_id
          and e.start_date > v.start_date
          and (e.end_date is null or e.end_date >= e.start_date)) as is_replaced,
      coalesce((select jsonb_agg(jsonb_build_object('kind', x.kind, 'from', x.from_date,
          'isOfRegimen', x.regimen_id is not null, 'to', x.to_date))
        from excused_periods x
        where x.organization_id = v.organization_id and x.patient_id = g.patient_id
          and (x.regimen_id is null or x.regimen_id = v.regimen_id)), '[]') as periods,
      p.time_zone_override as "timeZoneOverride", p.time_zone_attribute as "timeZoneAttribute",
      o.time_zone as "organizationTimeZone"
    from regimen_versions v
    join regimens g on g.organization_id = v.organization_id and g.id = v.regimen_id
    join patients p on p.organization_id = v.organization_id and p.id = g.patient_id
    join organizations o on o.id = v.organization_id
    where ${wanted(search)}
      ${page.after ? sql`and v.id > ${page.after.id}` : sql``}
    order by v.id limit ${page.limit}`)
  return rows.map((row) => factsOf(row, page.now))
}

export async function countRequests(tx: Transaction, search: Search): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from regimen_versions v
    join regimens g on g.organization_id = v.organization_id and g.id = v.regimen_id
    where ${wanted(search)}`)
  return rows[0]?.n ?? 0
}

function wanted({ ids, patientId }: Search) {
  return both(
    ids ? sql`v.id = any(${sql.param(uuidsOf(ids))}::uuid[])` : null,
    patientId ? sql`g.patient_id = ${patientId}` : null,
  )
}

function factsOf(row: Row, now: Instant): RequestFacts {
  const today = localDateAt(now, patientZone(row))
  return {
    id: row.id,
    patientId: row.patient_id,
    medication: row.medication,
    doseText: row.dose_text,
    startDate: row.start_date,
    endDate: row.end_date,
    timeZone: row.time_zone,
    slots: slotSchema.array().parse(row.slots),
    recurrence: recurrenceSchema.parse(row.recurrence),
    createdAt: parseInstant(row.created_at),
    priorId: row.prior_id,
    isReplaced: row.is_replaced,
    periods: row.periods.filter(({ from, to }) => from <= today && (to === null || to >= today)),
    today,
  }
}
