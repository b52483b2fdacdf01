import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { type AttentionHit, advanceAttention, standingReasons } from "@/lib/attention/advance"
import { attentionRules } from "@/lib/attention/attention-settings"
import {
  type EvidenceDose,
  type EvidenceFacts,
  evidenceOf,
  refused,
} from "@/lib/attention/evidence"
import type { AttentionRules } from "@/lib/attention/rules"
import { saveChanges } from "@/lib/attention/save-changes"
import { type Figures, figures, isTaken } from "@/lib/doses/figures"
import { takeTime } from "@/lib/doses/runs"
import { isReportedTwice } from "@/lib/doses/twice"
import { addDays, type LocalDate, localDateAt } from "@/lib/local-date"
import { languageOf } from "@/lib/templates/language"
import type { Instant } from "@/lib/time"
import { type LockedPatient, lockPatients } from "./lock"
import { assessNeed, needScore, type UnreachableReason } from "./need"
import { parsePhone } from "./phone"
import { cannotReply, replyProblem } from "./reach"
import { silence } from "./silence"
import {
  type DoseRow,
  type HeardRow,
  loadSummaryFacts,
  SUMMARY_DAYS,
  type SummaryFacts,
  WEEK_DAYS,
} from "./summary-facts"

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
  const assessed = await assessPatients(tx, patients, now)
  const rows = assessed.map(({ patient: { organizationId, patientId }, summary }) => ({
    organization_id: organizationId,
    patient_id: patientId,
    ...summary,
  }))
  await tx.execute(sql`
    /* prepared: renew_summaries */ insert into patient_summaries (organization_id, patient_id,
      taken_30, expected_30, open_30, trend, current_gap, last_taken_at, need, need_reasons,
      undecided_30, band, country, language, is_opted_out, cannot_reply, unreachable, updated_at)
    select organization_id, patient_id, "taken30", "expected30", "open30", trend, "currentGap",
           to_timestamp("lastTakenAt" / 1000), need, "needReasons", "undecided30", band, country,
           language, "isOptedOut", "cannotReply", unreachable, ${iso(now)}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (organization_id uuid,
        patient_id uuid, "taken30" int, "expected30" int, "open30" int, trend real,
        "currentGap" int, "lastTakenAt" float8, need int, "needReasons" jsonb, "undecided30" int,
        band text, country text, language text, "isOptedOut" boolean, "cannotReply" boolean,
        unreachable text[])
    on conflict (organization_id, patient_id) do update set
      taken_30 = excluded.taken_30, expected_30 = excluded.expected_30,
      open_30 = excluded.open_30, trend = excluded.trend, current_gap = excluded.current_gap,
      last_taken_at = excluded.last_taken_at, need = excluded.need,
      need_reasons = excluded.need_reasons, undecided_30 = excluded.undecided_30,
      band = excluded.band, country = excluded.country, language = excluded.language,
      is_opted_out = excluded.is_opted_out, cannot_reply = excluded.cannot_reply,
      unreachable = excluded.unreachable, updated_at = excluded.updated_at`)
  await saveChanges(tx, assessed, now)
}

/**
 * The last 30 local days of each patient in figures, and the need for attention, from the rows as
 * they are now; in the order of `patients`. With other `rules` than the organization's: what would
 * be.
 */
export async function summarizePatients(
  tx: Transaction,
  patients: readonly LockedPatient[],
  now: Instant,
  rules?: AttentionRules,
) {
  const assessed = await assessPatients(tx, patients, now, rules)
  return assessed.map(({ summary }) => summary)
}

async function assessPatients(
  tx: Transaction,
  patients: readonly LockedPatient[],
  now: Instant,
  rules?: AttentionRules,
) {
  const asked = patients.map((patient) => {
    const toDate = localDateAt(now, patient.timeZone)
    return { patient, toDate, fromDate: addDays(toDate, 1 - SUMMARY_DAYS) }
  })
  const facts = await loadSummaryFacts(tx, asked, now)
  return asked.map((at) => {
    const known = facts.get(at.patient.patientId)
    if (!known) throw new Error("A patient was asked for and not answered.")
    const inForce = rules ?? attentionRules(known.attention)
    return { patient: at.patient, ...summarize(known, { ...at, now }, inForce) }
  })
}

type At = { patient: LockedPatient; fromDate: LocalDate; toDate: LocalDate; now: Instant }

function summarize(facts: SummaryFacts, at: At, rules: AttentionRules) {
  const doses = facts.doses.map(figureDose)
  const month = figures(doses, at)
  const unreachable = unreachableReasons(facts, at.patient)
  const hits = hitsOf(facts, doses, { ...at, month, unreachable, rules })
  const { items } = facts
  const changes = advanceAttention({ hits, items, coolDownDays: rules.coolDownDays }, at.now)
  const reasons = standingReasons(items, changes)
  const takes = doses.filter(({ state }) => isTaken(state)).map(takeTime)
  const summary = {
    taken30: month.taken,
    expected30: month.n,
    open30: doses.filter(({ state }) => state === "pending").length,
    trend: month.trend,
    currentGap: month.currentGap.doses,
    // Confirmed before it was due, it was taken by now.
    lastTakenAt: takes.length > 0 ? Math.min(Math.max(...takes), at.now) : null,
    need: needScore(reasons),
    needReasons: reasons,
    unreachable,
    undecided30: Math.round(((month.high ?? 0) - (month.rate ?? 0)) * month.n),
    band: month.band ?? ("none" as const),
    ...reachOf(facts, at.patient),
  }
  return { summary, changes }
}

function reachOf({ isOptedOut, staticCountries }: SummaryFacts, { phone, locale }: LockedPatient) {
  const parsed = phone === null ? null : parsePhone(phone)
  return {
    country: parsed?.ok ? parsed.country : null,
    language: languageOf(locale),
    isOptedOut: isOptedOut === true,
    cannotReply: cannotReply(replyProblem(phone, staticCountries)),
  }
}

const iso = (at: Instant) => new Date(at).toISOString()

function figureDose(row: DoseRow): EvidenceDose {
  const [id, localDate, state, dueAt, closesAt, onTimeUntil, takenAt, reminded, replied] = row
  const onTime = takenAt !== null && takenAt <= onTimeUntil
  return { id, localDate, state, dueAt, closesAt, takenAt, onTime, reminded, replied }
}

type Known = At & {
  month: Pick<Figures, "trend" | "currentGap">
  unreachable: UnreachableReason[]
  rules: AttentionRules
}

/** The rules that hold, each with the doses and days that it rests on. */
function hitsOf(
  facts: SummaryFacts,
  doses: readonly EvidenceDose[],
  { patient, toDate, now, month, unreachable, rules }: Known,
): AttentionHit[] {
  const weekStart = addDays(toDate, 1 - WEEK_DAYS)
  const week = figures(doses, { fromDate: weekStart, toDate, now })
  const { silent, responseBefore } = silence(doses, now)
  const twice = facts.repeated.filter(({ events }) => isReportedTwice(events))
  const reasons = assessNeed(
    {
      openSafetyTasks: facts.openSafetyTasks.length,
      unansweredQuestions: facts.questions.length,
      doubleDosesWeek: twice.length,
      notTakenWeek: refused(doses, weekStart).length,
      ...{ unreachable, silentDoses: silent.length, responseBefore },
      currentGap: month.currentGap.doses,
      trend: month.trend,
      week: { n: week.n, rate: week.rate },
    },
    rules.numbers,
    rules.off,
  )
  const heard = (rows: readonly HeardRow[]) =>
    rows.map(({ at, doseIds }) => ({ localDate: localDateAt(at, patient.timeZone), doseIds }))
  const failed = unreachable.includes("two_failed_sends") ? facts.lastSends : []
  const looked: EvidenceFacts = {
    ...{ doses, silent, twice, today: toDate, now },
    safety: heard(facts.openSafetyTasks),
    questions: heard(facts.questions),
    failedSends: heard(failed.map(({ at }) => ({ at, doseIds: [] }))),
  }
  return reasons.map((reason) => ({ ...reason, ...evidenceOf(reason.rule, looked) }))
}

function unreachableReasons(facts: SummaryFacts, { phone }: LockedPatient): UnreachableReason[] {
  const reasons: UnreachableReason[] = []
  if (facts.isOptedOut) reasons.push("opted_out")
  if (phone === null) reasons.push("no_phone")
  else if (!parsePhone(phone).ok) reasons.push("bad_number")
  else if (cannotReply(replyProblem(phone, facts.staticCountries))) reasons.push("cannot_reply")
  if (facts.lastSends.length === 2 && facts.lastSends.every(({ state }) => state === "failed")) {
    reasons.push("two_failed_sends")
  }
  return reasons
}
