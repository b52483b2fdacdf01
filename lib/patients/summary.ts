import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { type FigureDose, type Figures, figures } from "@/lib/doses/figures"
import { isReportedTwice } from "@/lib/doses/twice"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import { assessNeed, type Need, type UnreachableReason } from "./need"
import { parsePhone } from "./phone"
import { cannotReply, replyProblem } from "./reach"
import { silence } from "./silence"
import {
  type DoseRow,
  loadSummaryFacts,
  SUMMARY_DAYS,
  type SummaryFacts,
  WEEK_DAYS,
} from "./summary-facts"
import { patientZone, type ZoneSources } from "./zone"

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
  const facts = await loadSummaryFacts(tx, asked, now)
  return asked.map(({ patient, toDate, fromDate }) => {
    const known = facts.get(patient.patientId)
    if (!known) throw new Error("A patient was asked for and not answered.")
    return summarize(known, { patient, toDate, fromDate, now })
  })
}

type At = { patient: LockedPatient; fromDate: LocalDate; toDate: LocalDate; now: Instant }

function summarize(facts: SummaryFacts, at: At) {
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

const iso = (at: Instant) => new Date(at).toISOString()

function figureDose(row: DoseRow): FigureDose {
  const [localDate, state, dueAt, closesAt, onTimeUntil, takenAt, reminded, replied] = row
  const onTime = takenAt !== null && takenAt <= onTimeUntil
  return { localDate, state, dueAt, closesAt, takenAt, onTime, reminded, replied }
}

function needOf(
  facts: SummaryFacts,
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

function unreachableReasons(facts: SummaryFacts, { phone }: LockedPatient): UnreachableReason[] {
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
