import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { DOSE_STATES, type DoseState } from "@/db/enums"
import { earlierOf, type LocalDate, laterOf } from "@/lib/local-date"
import { doseTextOn, type VersionedRegimen } from "@/lib/regimens/marks"
import { type Instant, SECOND_MS } from "@/lib/time"
import {
  type PackedDose,
  type PackedDoses,
  type PackedPlan,
  REMINDED,
  REPLIED,
  stateAt,
} from "./packed"

/** Days of the patient's calendar, both included. */
export type DateSpan = { fromDate: LocalDate; toDate: LocalDate }

/** `plan`: what a year of doses shares; `due` in seconds of the epoch, `taken` from there on. */
export type DoseRow = {
  id: string
  plan: string
  regimen_id: string
  local_date: LocalDate
  due: number
  taken: number | null
  state: DoseState
  flags: number
}

/**
 * The doses of one patient that lie in one of two spans, in order of due time, without cancelled
 * ones. No event is read, and no row is taken apart that is like others: a year has 1,400 doses.
 */
export async function doseRowsIn(
  tx: Transaction,
  patientId: string,
  [one, other]: readonly [DateSpan, DateSpan],
): Promise<DoseRow[]> {
  const first = earlierOf(one.fromDate, other.fromDate)
  const last = laterOf(one.toDate, other.toDate)
  // The index is by due time, which is less than two days away from its date's midnight in UTC.
  const { rows } = await tx.execute<DoseRow>(sql`
    /* prepared: doses_in */ select d.id, d.regimen_id, d.local_date::text as local_date, d.state,
      concat_ws(' ', d.slot, d.time_zone, date_part('epoch', d.opens_at - d.due_at),
        date_part('epoch', d.on_time_until - d.due_at),
        date_part('epoch', d.closes_at - d.due_at)) as plan,
      d.reminded::int * ${REMINDED}::int + d.replied::int * ${REPLIED}::int as flags,
      date_part('epoch', d.due_at) as due, date_part('epoch', d.taken_at - d.due_at) as taken
    from doses d
    where d.patient_id = ${patientId} and d.state <> 'cancelled'
      and d.due_at >= ${first}::date - 2 and d.due_at < ${last}::date + 3
      and (d.local_date between ${one.fromDate} and ${one.toDate}
        or d.local_date between ${other.fromDate} and ${other.toDate})
    order by d.due_at, d.id`)
  return rows
}

/** `rows` as their cached state and the clock have them at `now`; `regimens` are the patient's. */
export function packedDoses(
  rows: readonly DoseRow[],
  regimens: readonly VersionedRegimen[],
  now: Instant,
): PackedDoses {
  const byId = new Map(regimens.map((regimen) => [regimen.id, regimen]))
  const known = new Map<string, number>()
  const plans: PackedPlan[] = []
  const doses: PackedDose[] = []
  for (const row of rows) {
    const regimen = byId.get(row.regimen_id)
    if (!regimen) continue
    const doseText = doseTextOn(regimen, row.local_date)
    const key = `${row.regimen_id} ${row.plan} ${doseText}`
    let index = known.get(key)
    if (index === undefined) {
      index = plans.push(planOf(row.plan, regimen, doseText)) - 1
      known.set(key, index)
    }
    const dueAt = milliseconds(row.due)
    const closesAt = dueAt + (plans[index]?.[7] ?? 0)
    const reminded = (row.flags & REMINDED) !== 0
    const state = DOSE_STATES.indexOf(stateAt(row.state, { closesAt, reminded }, now))
    const dose: PackedDose = [row.id, index, row.local_date, dueAt, state, row.flags]
    if (row.taken !== null) dose.push(milliseconds(row.taken))
    doses.push(dose)
  }
  return { plans, doses }
}

/** No zone's name has a space in it. */
function planOf(plan: string, { id, medication }: VersionedRegimen, doseText: string): PackedPlan {
  const [slot = "", zone = "", ...windows] = plan.split(" ")
  const [opens = 0, onTimeUntil = 0, closes = 0] = windows.map((each) => milliseconds(Number(each)))
  return [id, medication, doseText, slot, zone, opens, onTimeUntil, closes]
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * SECOND_MS)
}
