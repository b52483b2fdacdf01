import { type FigureDose, isCounted, isTaken } from "@/lib/doses/figures"
import { addDays, type LocalDate } from "@/lib/local-date"
import type { NeedRule } from "@/lib/patients/need"
import type { Instant } from "@/lib/time"
import type { Evidence } from "./advance"

/** Days of the week that the rules look at, and of the one that a drop compares it with. */
const WEEK_DAYS = 7

export type EvidenceDose = FigureDose & { id: string }

/** A reply, or a text, on the patient's calendar, with the doses that it was about. */
export type Heard = { localDate: LocalDate; doseIds: readonly string[] }

/** What the rules looked at of one patient. */
export type EvidenceFacts = {
  /** In order of due time. */
  doses: readonly EvidenceDose[]
  silent: readonly EvidenceDose[]
  twice: readonly { id: string; localDate: LocalDate }[]
  safety: readonly Heard[]
  questions: readonly Heard[]
  failedSends: readonly Heard[]
  today: LocalDate
  now: Instant
}

const NOTHING: Evidence = { doseIds: [], fromDate: null, toDate: null }

/** The doses and the days that a rule which holds rests on. */
export function evidenceOf(rule: NeedRule, facts: EvidenceFacts): Evidence {
  const { today } = facts
  const weekStart = addDays(today, 1 - WEEK_DAYS)
  switch (rule) {
    case "safety":
      return ofHeard(facts.safety)
    case "unanswered_question":
      return ofHeard(facts.questions)
    case "unreachable":
      return ofHeard(facts.failedSends)
    case "double_dose":
      return ofDoses(facts.twice)
    case "not_taken":
      return ofDoses(refused(facts.doses, weekStart))
    case "gone_silent":
      return ofDoses(facts.silent)
    case "gap":
      return ofDoses(gapOf(facts))
    case "drop":
      return {
        ...ofDoses(missed(facts, weekStart)),
        fromDate: addDays(weekStart, -WEEK_DAYS),
        toDate: today,
      }
    case "low_week":
      return { ...ofDoses(missed(facts, weekStart)), fromDate: weekStart, toDate: today }
  }
}

/** Doses reported not taken from a local day on. */
export function refused(doses: readonly EvidenceDose[], since: LocalDate): EvidenceDose[] {
  return doses.filter(({ state, localDate }) => state === "not_taken" && localDate >= since)
}

const isMissing = ({ state }: FigureDose) => isCounted(state) && !isTaken(state)

function closed({ doses, today, now }: EvidenceFacts): EvidenceDose[] {
  return doses.filter(({ closesAt, localDate }) => closesAt <= now && localDate <= today)
}

function missed(facts: EvidenceFacts, since: LocalDate): EvidenceDose[] {
  return closed(facts).filter((dose) => dose.localDate >= since && isMissing(dose))
}

/** Since the last reported take; what cannot be assessed neither ends the run nor is part of it. */
function gapOf(facts: EvidenceFacts): EvidenceDose[] {
  const done = closed(facts)
  const last = done.findLastIndex(({ state }) => isTaken(state))
  return done.slice(last + 1).filter(isMissing)
}

function ofDoses(doses: readonly { id: string; localDate: LocalDate }[]): Evidence {
  return { ...span(doses), doseIds: doses.map(({ id }) => id) }
}

function ofHeard(heard: readonly Heard[]): Evidence {
  return { ...span(heard), doseIds: [...new Set(heard.flatMap(({ doseIds }) => doseIds))] }
}

function span(dated: readonly { localDate: LocalDate }[]): Evidence {
  const days = dated.map(({ localDate }) => localDate).sort()
  return { ...NOTHING, fromDate: days.at(0) ?? null, toDate: days.at(-1) ?? null }
}
