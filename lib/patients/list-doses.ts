import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseState } from "@/db/enums"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { PatientRow } from "./patient-row"
import { personName } from "./person-name"
import { replyNotice, type StaticCountries } from "./reach"

const STRIP_DAYS = 14
const SUMMARY_DAYS = 30

/** A patient's last 14 days as [date, state] by due time, and the undecided doses of the last 30. */
export type RecentDoses = { strip: [LocalDate, DoseState][]; undecided: number }

type Listed = { id: string; zone: string }

/** The recent doses of many patients in one statement, each in the days of their own zone. */
export async function recentDoses(
  tx: Transaction,
  listed: readonly Listed[],
  now: Instant,
): Promise<Map<string, RecentDoses>> {
  if (listed.length === 0) return new Map()
  const todays = listed.map(({ zone }) => localDateAt(now, zone))
  const ids = sql.param(listed.map(({ id }) => id))
  const { rows } = await tx.execute<RecentDoses & { id: string }>(sql`
    select who.id,
      coalesce(jsonb_agg(jsonb_build_array(d.local_date, d.state) order by d.due_at)
        filter (where d.local_date > who.today - ${STRIP_DAYS}::int), '[]') as strip,
      count(*) filter (where d.state in ('no_response', 'conflicting'))::int as undecided
    from unnest(${ids}::uuid[], ${sql.param(todays)}::date[]) as who (id, today)
    join doses d on d.patient_id = who.id and d.state <> 'cancelled'
      and d.due_at > ${new Date(now).toISOString()}::timestamptz - interval '33 days'
      and d.local_date between who.today - ${SUMMARY_DAYS - 1}::int and who.today
    group by who.id`)
  return new Map(rows.map(({ id, strip, undecided }) => [id, { strip, undecided }]))
}

type Selected = Omit<PatientRow, "name" | "strip" | "undecided30" | "reply"> & {
  firstName: string | null
  lastName: string | null
}

/** A selected row as the list shows it. */
export function asRow(
  row: Selected,
  of: { recent: RecentDoses | undefined; numbers: StaticCountries; now: Instant },
): PatientRow {
  const { recent, numbers, now } = of
  const today = localDateAt(now, row.zone)
  const days = new Map<LocalDate, DoseState[]>()
  for (let back = STRIP_DAYS - 1; back >= 0; back -= 1) days.set(addDays(today, -back), [])
  for (const [date, state] of recent?.strip ?? []) days.get(date)?.push(state)
  const { id, phone, zone, isEnabled, isOptedOut, isShared, openSafety, waitingReplies } = row
  const { taken30, expected30, trend, currentGap, lastTakenAt, needReasons } = row
  return {
    ...{ id, phone, zone, isEnabled, isOptedOut, isShared, openSafety, waitingReplies },
    ...{ taken30, expected30, trend, currentGap, lastTakenAt, needReasons },
    name: personName(row.firstName, row.lastName),
    reply: replyNotice(phone, numbers),
    strip: [...days.values()],
    undecided30: recent?.undecided ?? 0,
  }
}
