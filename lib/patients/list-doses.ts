import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseState } from "@/db/enums"
import { localDateAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { PatientRow } from "./patient-row"
import { personName } from "./person-name"
import { replyNotice, type StaticCountries } from "./reach"

const STRIP_DAYS = 14

/** A patient's last 14 days, the oldest first, each with the states of its doses by due time. */
export type RecentDoses = DoseState[][]

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
  const { rows } = await tx.execute<{ id: string; strip: string | null }>(sql`
    /* prepared: recent_doses */ select who.id, recent.strip
    from unnest(${ids}::uuid[], ${sql.param(todays)}::date[]) as who (id, today)
    cross join lateral (
      select string_agg(concat_ws(' ', who.today - d.local_date, d.state), ',' order by d.due_at)
          as strip
        from doses d
       where d.patient_id = who.id and d.state <> 'cancelled'
         and d.due_at > ${new Date(now).toISOString()}::timestamptz - interval '17 days'
         and d.local_date between who.today - ${STRIP_DAYS - 1}::int and who.today) recent`)
  return new Map(rows.map(({ id, strip }) => [id, daysOf(strip)]))
}

/** Each dose as how many days ago it was and its state. */
function daysOf(strip: string | null): RecentDoses {
  const days: RecentDoses = Array.from({ length: STRIP_DAYS }, () => [])
  for (const dose of strip?.split(",") ?? []) {
    const [daysAgo = "", state = ""] = dose.split(" ")
    days[STRIP_DAYS - 1 - Number(daysAgo)]?.push(state as DoseState)
  }
  return days
}

type Selected = Omit<PatientRow, "name" | "strip" | "reply"> & {
  firstName: string | null
  lastName: string | null
}

/** A selected row as the list shows it. */
export function asRow(
  row: Selected,
  of: { recent: RecentDoses | undefined; numbers: StaticCountries },
): PatientRow {
  const { recent, numbers } = of
  const { id, phone, zone, isEnabled, isOptedOut, isShared, isUnread } = row
  const { openSafety, openTask, waitingReplies, need, needReasons } = row
  const { taken30, expected30, undecided30, band, trend, currentGap, lastTakenAt } = row
  return {
    ...{ id, phone, zone, isEnabled, isOptedOut, isShared, isUnread },
    ...{ openSafety, openTask, waitingReplies, need, needReasons },
    ...{ taken30, expected30, undecided30, band, trend, currentGap, lastTakenAt },
    name: personName(row.firstName, row.lastName),
    reply: replyNotice(phone, numbers),
    strip: recent ?? [],
  }
}
