import "server-only"
import type { Transaction } from "@/db/client"
import { together } from "@/db/together"
import type { StaffContext } from "@/lib/auth/context"
import { conversationState } from "@/lib/conversations/state-queries"
import { type DateSpan, doseRowsIn, packedDoses } from "@/lib/doses/queries"
import { addDays, localDateAt } from "@/lib/local-date"
import { messagesOf, repliesOf } from "@/lib/messages/timeline-queries"
import { excusedSpans, versionedRegimens } from "@/lib/regimens/mark-queries"
import { regimenMarks } from "@/lib/regimens/marks"
import { DAY_MS, type Instant } from "@/lib/time"
import { readPatientAs } from "./audited-read"
import { readOfPatient, zoneOfPatient } from "./header-queries"
import { notesOf } from "./note-queries"
import { type Period, periodDates } from "./period"
import { type SentPeriod, type SentTimeline, SHORT_PERIODS, type TimelinePatient } from "./timeline"

const COMING_DAYS = 3
/** Enough for what was said lately; the whole conversation has a page of its own. */
const THREAD_DAYS = 14
/** What the short figures, the trend and the composer ask of, whatever period is chosen. */
const RECENT_DAYS = Math.max(...SHORT_PERIODS)

/**
 * All that a patient's page shows at first, in one read that leaves an audit entry: the doses of the
 * period and the last 30 days, where schedules changed, what was excused, and the last two weeks'
 * conversation. Throws `not_found`.
 */
export async function patientTimeline(
  ctx: StaffContext,
  patientId: string,
  period: Period,
  now: Instant,
): Promise<SentTimeline> {
  const read = async (tx: Transaction, patient: TimelinePatient) => {
    const today = localDateAt(now, patient.zone)
    const dates = periodDates(period, today)
    const comingTo = addDays(today, COMING_DAYS)
    const recent = { fromDate: addDays(today, 1 - RECENT_DAYS), toDate: comingTo }
    const gridToDate = dates.toDate === today ? comingTo : dates.toDate
    const since = now - (THREAD_DAYS + 1) * DAY_MS
    const [shown, messages, replies, notes, conversation] = await together(
      shownDays(tx, patientId, [{ ...dates, toDate: gridToDate }, recent], now),
      messagesOf(tx, patientId, since),
      repliesOf(tx, ctx, patientId, since),
      notesOf(tx, patientId),
      conversationState(tx, patientId),
    )
    return {
      ...{ now, today, period, gridToDate, ...dates, ...shown },
      ...{ threadDays: THREAD_DAYS, messages, replies, notes, conversation },
    }
  }
  return readOfPatient(ctx, patientId, read, `timeline ${JSON.stringify(period)}`)
}

/** The doses of another period, to be compared; leaves an audit entry. Throws `not_found`. */
export async function periodDoses(
  ctx: StaffContext,
  patientId: string,
  period: Period,
  now: Instant,
): Promise<SentPeriod> {
  const read = async (tx: Transaction) => {
    const today = localDateAt(now, await zoneOfPatient(tx, patientId))
    const dates = periodDates(period, today)
    const shown = await shownDays(tx, patientId, [dates, dates], now)
    return { now, today, period, ...dates, ...shown }
  }
  return readPatientAs(ctx, patientId, read, `doses ${JSON.stringify(period)}`)
}

/** Doses, changes of schedules and excused periods of the days of the first span. */
async function shownDays(
  tx: Transaction,
  patientId: string,
  spans: readonly [shown: DateSpan, besides: DateSpan],
  now: Instant,
) {
  const [regimens, rows, excused] = await together(
    versionedRegimens(tx, patientId),
    doseRowsIn(tx, patientId, spans),
    excusedSpans(tx, patientId, spans[0]),
  )
  const doses = packedDoses(rows, regimens, now)
  return { doses, changes: regimenMarks(regimens, spans[0]), excused }
}
