import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { readNamesAs } from "@/lib/patients/audited-read"
import { personName } from "@/lib/patients/person-name"
import { type Instant, SECOND_MS } from "@/lib/time"
import { datesOf, type Period, type PeriodDates } from "./period"
import { homeOf } from "./queries"
import type { Behind, PatientBehind } from "./report"
import type { Slice } from "./slice"
import type { Tally } from "./tally"
import { closedDoses, countDoses, dosesIn, expected, patientsIn, taken } from "./tally-sql"
import { withinMs } from "./within"

export const MOST_BEHIND = 200
/** So long everybody is looked through, and then as long for the first. */
const WAITED_MS = 4 * SECOND_MS

/**
 * The patients behind a number of a report, with what of their doses is in it; who read their names
 * is in the audit. The lowest reported adherence first; of an organization too large to look through
 * while somebody waits, the first that are found in time, and `of` is null. Throws `forbidden`.
 */
export async function patientsBehind(
  ctx: StaffContext,
  { period, slice }: { period: Period; slice: Slice },
  now: Instant,
  waitedMs = WAITED_MS,
): Promise<Behind> {
  requirePermission(ctx, "patients.read")
  const { today } = await readAs(ctx, (tx) => homeOf(tx, now))
  const dates = datesOf(period, today)
  const of = { dates, slice, now }
  const sorted = await withinMs(ctx, waitedMs, (tx) => everybodyBehind(tx, of))
  const found = sorted ?? (await withinMs(ctx, WAITED_MS, (tx) => firstBehind(tx, of))) ?? NOBODY
  const names = await readNamesAs(ctx, (tx) =>
    namesOf(
      tx,
      found.rows.map(({ patientId }) => patientId),
    ),
  )
  const rows = found.rows.map((row) => ({ ...row, name: names.get(row.patientId) ?? "" }))
  return { ...dates, today, of: found.of, rows }
}

const NOBODY = { rows: [], of: null }

type Of = { dates: PeriodDates; slice: Slice; now: Instant }
type Row = Omit<PatientBehind, "name"> & { total: number }

async function everybodyBehind(tx: Transaction, { dates, slice, now }: Of) {
  const { rows } = await tx.execute<Row>(sql`
    with t as (
      select d.patient_id, ${countDoses} from doses d
      join regimens g on g.organization_id = d.organization_id and g.id = d.regimen_id
      where ${closedDoses(dates, now)} and ${dosesIn(slice)} group by 1)
    select t.*, t.patient_id as "patientId", 1 as patients, count(*) over ()::int as total
    from t where ${patientsIn(slice)}
    order by ${taken}::float8 / nullif(${expected}, 0) nulls last, t.patient_id
    limit ${MOST_BEHIND}`)
  return { rows: rows.map(tallied), of: rows[0]?.total ?? 0 }
}

/** One patient after the other, by the index, until there are enough. */
async function firstBehind(tx: Transaction, { dates, slice, now }: Of) {
  const { rows } = await tx.execute<Row>(sql`
    select t.*, p.id as "patientId", 1 as patients
    from patients p cross join lateral (
      select count(*) as doses, ${countDoses} from doses d
      join regimens g on g.organization_id = d.organization_id and g.id = d.regimen_id
      where d.organization_id = p.organization_id and d.patient_id = p.id
        and ${closedDoses(dates, now)} and ${dosesIn(slice)}) t
    where ${mayTake(slice)} and t.doses > 0 and ${patientsIn(slice)}
    limit ${MOST_BEHIND}`)
  return { rows: rows.map(tallied), of: null }
}

/** Spares the doses of those who do not take the medication at all. */
function mayTake({ medication }: Slice) {
  if (medication === null) return sql`true`
  return sql`exists (select 1 from regimens own where own.organization_id = p.organization_id
    and own.patient_id = p.id and own.medication = ${medication})`
}

function tallied({ patientId, patients, ...row }: Row): Omit<PatientBehind, "name"> {
  const counts: Tally = row
  const { asked, replied, taken_on_time, taken_late, taken_confirmed, not_taken } = counts
  const { no_response, conflicting, not_reminded, excused } = counts
  return {
    ...{ patientId, patients, asked, replied, taken_on_time, taken_late, taken_confirmed },
    ...{ not_taken, no_response, conflicting, not_reminded, excused },
  }
}

async function namesOf(tx: Transaction, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ id: string; first: string | null; last: string | null }>(sql`
    select p.id, p.first_name as first, p.last_name as last from patients p
    where p.id = any(${sql.param(ids)}::uuid[])`)
  return new Map(rows.map(({ id, first, last }) => [id, personName(first, last)]))
}
