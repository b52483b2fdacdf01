import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseState, MessageState } from "@/db/enums"
import { type FigureDose, type Figures, figures } from "@/lib/doses/figures"
import type { DoseFact } from "@/lib/doses/reduce"
import { isReportedTwice } from "@/lib/doses/twice"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import { staticCountriesSql } from "@/lib/static-numbers/queries"
import { DAY_MS, type Instant } from "@/lib/time"
import { assessNeed, type Need, type UnreachableReason } from "./need"
import { parsePhone } from "./phone"
import { cannotReply, replyProblem, type StaticCountries } from "./reach"
import { silence } from "./silence"
import { patientZone, type ZoneSources } from "./zone"

const SUMMARY_DAYS = 30
const WEEK_DAYS = 7

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
 * Locks the patients' rows, always in the same order. It comes first in whatever restates doses:
 * two transactions that counted before either had committed would leave the figures of the earlier
 * one. Ids that do not exist here are left out.
 */
export async function lockPatients(
  tx: Transaction,
  patientIds: readonly string[],
): Promise<Map<string, LockedPatient>> {
  const { rows } = await tx.execute<LockedRow>(sql`
    /* prepared: lock_patients */ select p.organization_id as "organizationId",
           p.id as "patientId", p.phone, p.additional_phone as "additionalPhone", p.locale,
           p.time_zone_override as "timeZoneOverride",
           p.time_zone_attribute as "timeZoneAttribute", o.time_zone as "organizationTimeZone"
      from patients p join organizations o on o.id = p.organization_id
     where p.id = any(${sql.param([...patientIds])}::uuid[]) order by p.id for update of p`)
  return new Map(
    rows.map(({ timeZoneOverride, timeZoneAttribute, organizationTimeZone, ...row }) => {
      const timeZone = patientZone({ timeZoneOverride, timeZoneAttribute, organizationTimeZone })
      return [row.patientId, { ...row, timeZone }]
    }),
  )
}

type LockedRow = Omit<LockedPatient, "timeZone"> & ZoneSources

/** `lockPatients` for one; null: not here. */
export async function lockPatient(
  tx: Transaction,
  patientId: string,
): Promise<LockedPatient | null> {
  return (await lockPatients(tx, [patientId])).get(patientId) ?? null
}

/** Recomputes what the patients list shows of patients; locks their rows first. */
export async function renewSummaries(
  tx: Transaction,
  of: { patientIds: readonly string[]; now: Instant },
): Promise<void> {
  const locked = await lockPatients(tx, of.patientIds)
  await renewSummariesOf(tx, [...locked.values()], of.now)
}

/** `renewSummaries` for patients whose rows are locked already. */
export async function renewSummariesOf(
  tx: Transaction,
  patients: readonly LockedPatient[],
  now: Instant,
): Promise<void> {
  if (patients.length === 0) return
  const summaries = await summarizePatients(tx, patients, now)
  const rows = patients.map(({ organizationId, patientId }, n) => ({
    organization_id: organizationId,
    patient_id: patientId,
    ...summaries[n],
  }))
  await tx.execute(sql`
    /* prepared: renew_summaries */ insert into patient_summaries (organization_id, patient_id,
      taken_30, expected_30, open_30, trend, current_gap, last_taken_at, need, need_reasons,
      updated_at)
    select organization_id, patient_id, "taken30", "expected30", "open30", trend, "currentGap",
           to_timestamp("lastTakenAt" / 1000), need, "needReasons", ${iso(now)}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (organization_id uuid,
        patient_id uuid, "taken30" int, "expected30" int, "open30" int, trend real,
        "currentGap" int, "lastTakenAt" float8, need int, "needReasons" jsonb)
    on conflict (organization_id, patient_id) do update set
      taken_30 = excluded.taken_30, expected_30 = excluded.expected_30,
      open_30 = excluded.open_30, trend = excluded.trend, current_gap = excluded.current_gap,
      last_taken_at = excluded.last_taken_at, need = excluded.need,
      need_reasons = excluded.need_reasons, updated_at = excluded.updated_at`)
}

/**
 * The last 30 local days of each patient in figures, and the need for attention, from the rows as
 * they are now; in the order of `patients`.
 */
export async function summarizePatients(
  tx: Transaction,
  patients: readonly LockedPatient[],
  now: Instant,
) {
  const asked = patients.map((patient) => {
    const toDate = localDateAt(now, patient.timeZone)
    return { patient, toDate, fromDate: addDays(toDate, 1 - SUMMARY_DAYS) }
  })
  const facts = await loadFacts(tx, asked, now)
  return asked.map(({ patient, toDate, fromDate }) => {
    const known = facts.get(patient.patientId)
    if (!known) throw new Error("A patient was asked for and not answered.")
    return summarize(known, { patient, toDate, fromDate, now })
  })
}

type At = { patient: LockedPatient; fromDate: LocalDate; toDate: LocalDate; now: Instant }

function summarize(facts: Facts, at: At) {
  const doses = facts.doses.map(figureDose)
  const month = figures(doses, at)
  const { score, reasons } = needOf(facts, doses, { ...at, month })
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

/** Instants in epoch milliseconds. */
type DoseRow = [
  localDate: LocalDate,
  state: DoseState,
  dueAt: Instant,
  closesAt: Instant,
  onTimeUntil: Instant,
  takenAt: Instant | null,
  reminded: boolean,
  replied: boolean,
]

type Facts = {
  doses: DoseRow[]
  /** The events of each recent dose that counts as taken by several statements of the patient. */
  repeated: DoseFact[][]
  openSafetyTasks: number
  questions: number
  isOptedOut: boolean | null
  lastSends: MessageState[]
  staticCountries: StaticCountries
}

/** One statement: everything is read at the same moment, after the patients' rows were locked. */
async function loadFacts(
  tx: Transaction,
  asked: readonly { patient: LockedPatient; fromDate: LocalDate; toDate: LocalDate }[],
  now: Instant,
): Promise<Map<string, Facts>> {
  const whom = asked.map(({ patient: { patientId, phone }, fromDate, toDate }) => {
    return { id: patientId, phone, fromDate, weekStart: addDays(toDate, 1 - WEEK_DAYS) }
  })
  const since = iso(now - (SUMMARY_DAYS + 2) * DAY_MS)
  const weekSince = iso(now - (WEEK_DAYS + 2) * DAY_MS)
  const { rows } = await tx.execute<Facts & { id: string }>(sql`
    /* prepared: summary_facts */ select who.id,
           (select coalesce(json_agg(json_build_array(local_date, state, ${ms("due_at")},
                     ${ms("closes_at")}, ${ms("on_time_until")}, ${ms("taken_at")}, reminded,
                     replied) order by due_at), '[]')
              from doses
             where patient_id = who.id and local_date >= who."fromDate"
               and due_at between ${since} and ${iso(now + 2 * DAY_MS)}) as doses,
           (select coalesce(json_agg(said.events), '[]') from (
              select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'source', e.source,
                       'at', ${ms("e.at")}, 'recordedAt', ${ms("e.recorded_at")},
                       'voids', e.voids)) as events
                from doses d join dose_events e on e.dose_id = d.id
               where d.patient_id = who.id and d.local_date >= who."weekStart"
                 and d.due_at between ${weekSince} and ${iso(now + 2 * DAY_MS)}
                 and d.state in ('taken_on_time', 'taken_late')
               group by d.id
              having count(*) filter (where e.kind = 'taken' and e.source = 'patient') > 1) said)
             as repeated,
           (select count(*)::int from tasks
             where patient_id = who.id and kind = 'safety' and state <> 'closed')
             as "openSafetyTasks",
           (select count(*)::int from replies
             where patient_id = who.id and state = 'review' and intent = 'question')
             as questions,
           (select is_opted_out from opt_outs where phone = who.phone) as "isOptedOut",
           ${staticCountriesSql} as "staticCountries",
           (select coalesce(json_agg(state), '[]') from (
              select state from messages
               where patient_id = who.id and state in ('sent', 'failed')
               order by created_at desc limit 2) last) as "lastSends"
      from jsonb_to_recordset(${JSON.stringify(whom)}::jsonb)
        as who (id uuid, phone text, "fromDate" date, "weekStart" date)`)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

const iso = (at: Instant) => new Date(at).toISOString()
const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)

function figureDose(row: DoseRow): FigureDose {
  const [localDate, state, dueAt, closesAt, onTimeUntil, takenAt, reminded, replied] = row
  const onTime = takenAt !== null && takenAt <= onTimeUntil
  return { localDate, state, dueAt, closesAt, takenAt, onTime, reminded, replied }
}

function needOf(
  facts: Facts,
  doses: readonly FigureDose[],
  at: At & { month: Pick<Figures, "trend" | "currentGap"> },
): Need {
  const { toDate, now, month } = at
  const weekStart = addDays(toDate, 1 - WEEK_DAYS)
  const week = figures(doses, { fromDate: weekStart, toDate, now })
  return assessNeed({
    openSafetyTasks: facts.openSafetyTasks,
    unansweredQuestions: facts.questions,
    doubleDosesWeek: facts.repeated.filter(isReportedTwice).length,
    notTakenWeek: doses.filter((d) => d.state === "not_taken" && d.localDate >= weekStart).length,
    unreachable: unreachableReasons(facts, at.patient),
    ...silence(doses, now),
    currentGap: month.currentGap.doses,
    trend: month.trend,
    week: { n: week.n, rate: week.rate },
  })
}

function unreachableReasons(facts: Facts, { phone }: LockedPatient): UnreachableReason[] {
  const reasons: UnreachableReason[] = []
  if (facts.isOptedOut) reasons.push("opted_out")
  if (phone === null) reasons.push("no_phone")
  else if (!parsePhone(phone).ok) reasons.push("bad_number")
  else if (cannotReply(replyProblem(phone, facts.staticCountries))) reasons.push("cannot_reply")
  if (facts.lastSends.length === 2 && facts.lastSends.every((state) => state === "failed")) {
    reasons.push("two_failed_sends")
  }
  return reasons
}
