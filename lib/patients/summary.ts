import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import type { DoseState, MessageState } from "@/db/enums"
import { patientSummaries } from "@/db/schema"
import { type FigureDose, figures } from "@/lib/doses/figures"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import { DAY_MS, type Instant } from "@/lib/time"
import { assessNeed, type Need, type UnreachableReason } from "./need"

const SUMMARY_DAYS = 30
const WEEK_DAYS = 7
const RESPONSE_DAYS = 14

/** A patient whose row this transaction holds; nobody else changes their doses until it ends. */
export type LockedPatient = {
  organizationId: string
  patientId: string
  phone: string | null
  additionalPhone: string | null
  locale: string | null
  /** IANA: the portal's override, else the patient's attribute, else the organization's. */
  timeZone: string
}

/**
 * Locks the patient's row. It comes first in whatever restates doses: two transactions that
 * counted before either had committed would leave the figures of the earlier one. Null: not here.
 */
export async function lockPatient(
  tx: Transaction,
  patientId: string,
): Promise<LockedPatient | null> {
  const { rows } = await tx.execute<LockedPatient>(
    sql`/* prepared: lock_patient */ select p.organization_id as "organizationId", p.id as "patientId", p.phone,
               p.additional_phone as "additionalPhone", p.locale,
               coalesce(p.time_zone_override, p.time_zone_attribute, o.time_zone) as "timeZone"
          from patients p join organizations o on o.id = p.organization_id
         where p.id = ${patientId} for update of p`,
  )
  return rows[0] ?? null
}

/** Recomputes what the patients list shows of one patient; locks their row first. */
export async function renewSummary(
  tx: Transaction,
  of: { organizationId: string; patientId: string; now: Instant },
): Promise<void> {
  const patient = await lockPatient(tx, of.patientId)
  if (patient) await renewSummaryOf(tx, patient, of.now)
}

/** `renewSummary` for a patient whose row is locked already. */
export async function renewSummaryOf(
  tx: Transaction,
  patient: LockedPatient,
  now: Instant,
): Promise<void> {
  const { organizationId, patientId } = patient
  const summary = { ...(await summarizePatient(tx, patient, now)), updatedAt: now }
  await tx
    .insert(patientSummaries)
    .values({ organizationId, patientId, ...summary })
    .onConflictDoUpdate({
      target: [patientSummaries.organizationId, patientSummaries.patientId],
      set: summary,
    })
}

/** The last 30 local days in figures and the need for attention, from the rows as they are now. */
export async function summarizePatient(tx: Transaction, patient: LockedPatient, now: Instant) {
  const toDate = localDateAt(now, patient.timeZone)
  const fromDate = addDays(toDate, 1 - SUMMARY_DAYS)
  const facts = await loadFacts(tx, patient, fromDate, now)
  const doses = facts.doses.map(figureDose)
  const month = figures(doses, { fromDate, toDate, now })
  const { score, reasons } = needOf(facts, doses, { toDate, now, month, patient })
  const takes = doses.flatMap((dose) => (dose.takenAt === null ? [] : [dose.takenAt]))
  return {
    taken30: month.taken,
    expected30: month.n,
    open30: doses.filter(({ state }) => state === "pending").length,
    trend: month.trend,
    currentGap: month.currentGap.doses,
    lastTakenAt: takes.length > 0 ? Math.max(...takes) : null,
    need: score,
    needReasons: reasons.map(({ sentence }) => sentence),
  }
}

type DoseRow = [
  localDate: LocalDate,
  state: DoseState,
  dueAt: string,
  closesAt: string,
  onTimeUntil: string,
  takenAt: string | null,
  reminded: boolean | null,
  replied: boolean | null,
]

type Facts = {
  doses: DoseRow[]
  openSafetyTasks: number
  questions: number
  isOptedOut: boolean | null
  lastSends: MessageState[]
}

/** One statement: everything is read at the same moment, after the patient's row was locked. */
async function loadFacts(
  tx: Transaction,
  { patientId, phone }: LockedPatient,
  fromDate: LocalDate,
  now: Instant,
): Promise<Facts> {
  const since = new Date(now - (SUMMARY_DAYS + 2) * DAY_MS).toISOString()
  const until = new Date(now + 2 * DAY_MS).toISOString()
  const { rows } = await tx.execute<Facts>(sql`
    /* prepared: summary_facts */ with answered as (
      select distinct md.dose_id
        from replies r join message_doses md
          on md.organization_id = r.organization_id and md.message_id = r.message_id
       where r.patient_id = ${patientId} and r.state in ('applied', 'review')
         and r.received_at >= ${since}),
    asked as (
      select d.local_date, d.state, d.due_at, d.closes_at, d.on_time_until, d.taken_at,
             bool_or(e.kind = 'reminded' and e.at <= d.closes_at) as reminded,
             bool_or(e.source = 'patient') or bool_or(a.dose_id is not null) as replied
        from doses d
        left join dose_events e on e.organization_id = d.organization_id and e.dose_id = d.id
        left join answered a on a.dose_id = d.id
       where d.patient_id = ${patientId} and d.due_at between ${since} and ${until}
         and d.local_date >= ${fromDate}
       group by d.organization_id, d.id)
    select (select coalesce(json_agg(json_build_array(local_date, state, due_at::text,
              closes_at::text, on_time_until::text, taken_at::text, reminded, replied)
              order by due_at), '[]') from asked) as doses,
           (select count(*)::int from tasks
             where patient_id = ${patientId} and kind = 'safety' and state <> 'closed')
             as "openSafetyTasks",
           (select count(*)::int from replies
             where patient_id = ${patientId} and state = 'review' and intent = 'question')
             as questions,
           (select is_opted_out from opt_outs where phone = ${phone}) as "isOptedOut",
           (select coalesce(json_agg(state), '[]') from (
              select state from messages
               where patient_id = ${patientId} and state in ('sent', 'failed')
               order by created_at desc limit 2) last) as "lastSends"`)
  const [facts] = rows
  if (!facts) throw new Error("A select without a from gave no row.")
  return facts
}

function figureDose(row: DoseRow): FigureDose {
  const [localDate, state, dueAt, closesAt, onTimeUntil, taken, reminded, replied] = row
  const takenAt = taken === null ? null : parseInstant(taken)
  return {
    localDate,
    state,
    dueAt: parseInstant(dueAt),
    closesAt: parseInstant(closesAt),
    takenAt,
    onTime: takenAt !== null && takenAt <= parseInstant(onTimeUntil),
    reminded: reminded === true,
    replied: replied === true,
  }
}

function needOf(
  facts: Facts,
  doses: readonly FigureDose[],
  at: {
    toDate: LocalDate
    now: Instant
    month: { trend: number | null; currentGap: { doses: number } }
    patient: LockedPatient
  },
): Need {
  const { toDate, now, month } = at
  const weekStart = addDays(toDate, 1 - WEEK_DAYS)
  const week = figures(doses, { fromDate: weekStart, toDate, now })
  return assessNeed({
    openSafetyTasks: facts.openSafetyTasks,
    unansweredQuestions: facts.questions,
    notTakenWeek: doses.filter((d) => d.state === "not_taken" && d.localDate >= weekStart).length,
    unreachable: unreachableReasons(facts, at.patient),
    ...silence(doses, now),
    currentGap: month.currentGap.doses,
    trend: month.trend,
    week: { n: week.n, rate: week.rate },
  })
}

function unreachableReasons(facts: Facts, patient: LockedPatient): UnreachableReason[] {
  const reasons: UnreachableReason[] = []
  if (facts.isOptedOut) reasons.push("opted_out")
  if (patient.phone === null) reasons.push("bad_number")
  if (facts.lastSends.length === 2 && facts.lastSends.every((state) => state === "failed")) {
    reasons.push("two_failed_sends")
  }
  return reasons
}

/** Reminded doses in a row without any reply, and how well the 14 days before them were answered. */
function silence(doses: readonly FigureDose[], now: Instant) {
  const asked = doses.filter((dose) => dose.reminded && dose.closesAt <= now)
  const lastReply = asked.findLastIndex((dose) => dose.replied)
  const silent = asked.slice(lastReply + 1)
  const silentSince = silent[0]?.dueAt ?? now
  const before = asked
    .slice(0, lastReply + 1)
    .filter((dose) => dose.dueAt >= silentSince - RESPONSE_DAYS * DAY_MS)
  const replied = before.filter((dose) => dose.replied).length
  return { silentDoses: silent.length, responseBefore: { reminded: before.length, replied } }
}
