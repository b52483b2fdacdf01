import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { LocalDate } from "@/lib/local-date"
import { memoized } from "@/lib/memoized"
import type { ExcusedSpan } from "@/lib/patients/timeline"
import { scheduleOf } from "./dose-rows"
import type { MarkedVersion, VersionedRegimen } from "./marks"
import { isInForce } from "./versions"

type VersionRow = { id: string; medication: string; doseText: string; version: string | null }

/** A patient's regimens, by medication, each with the versions that ever were in force. */
export async function versionedRegimens(
  tx: Transaction,
  patientId: string,
): Promise<VersionedRegimen[]> {
  const { rows } = await tx.execute<VersionRow>(sql`
    /* prepared: versioned_regimens */ select r.id, r.medication, r.dose_text as "doseText",
      case when v.id is not null then json_build_object('id', v.id, 'startDate', v.start_date,
        'endDate', v.end_date, 'timeZone', v.time_zone, 'doseText', v.dose_text,
        'slots', v.slots, 'recurrence', v.recurrence, 'windows', v.windows,
        'isReminding', v.is_reminding,
        'createdAt', (extract(epoch from v.created_at) * 1000)::float8)::text end as version
    from regimens r
    left join regimen_versions v
      on v.organization_id = r.organization_id and v.regimen_id = r.id
    where r.patient_id = ${patientId}
    order by r.medication, r.id, v.start_date`)
  const found = new Map<string, VersionedRegimen>()
  for (const { id, medication, doseText, version } of rows) {
    const known = found.get(id) ?? { id, medication, doseText, versions: [] }
    found.set(id, known)
    const read = version === null ? null : readVersion(version)
    if (read) known.versions.push({ ...read, doseText: read.doseText ?? doseText })
  }
  return [...found.values()]
}

type ReadVersion = Omit<MarkedVersion, "doseText"> & { doseText: string | null }

/** Checking what was stored takes longer than reading it, and it seldom changes. */
const readVersion = memoized(10_000, (json: string): ReadVersion | null => {
  const stored = JSON.parse(json) as ReadVersion
  const schedule = isInForce(stored) ? scheduleOf(stored) : null
  if (!schedule) return null
  const { id, doseText, isReminding, createdAt } = stored
  return { ...schedule, id, doseText, isReminding, createdAt }
})

/** The excused periods of a patient that touch the days, in order of their first day. */
export async function excusedSpans(
  tx: Transaction,
  patientId: string,
  { fromDate, toDate }: { fromDate: LocalDate; toDate: LocalDate },
): Promise<ExcusedSpan[]> {
  const { rows } = await tx.execute<ExcusedSpan>(sql`
    /* prepared: excused_spans */ select e.id, e.regimen_id as "regimenId", r.medication, e.kind,
      e.reason, e.from_date::text as "fromDate", e.to_date::text as "toDate"
    from excused_periods e left join regimens r
      on r.organization_id = e.organization_id and r.id = e.regimen_id
    where e.patient_id = ${patientId} and e.from_date <= ${toDate}
      and (e.to_date is null or e.to_date >= greatest(e.from_date, ${fromDate}::date))
    order by e.from_date, e.id`)
  return rows
}
