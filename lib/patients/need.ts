import { ENOUGH_DOSES, TREND_POINTS, wholePercent } from "@/lib/doses/figures"

/** In the order of their weight, which is the list's order. */
export const NEED_RULES = [
  "safety",
  "unanswered_question",
  "double_dose",
  "not_taken",
  "unreachable",
  "gone_silent",
  "gap",
  "drop",
  "low_week",
] as const
export type NeedRule = (typeof NEED_RULES)[number]

export const UNREACHABLE_REASONS = [
  "opted_out",
  "no_phone",
  "bad_number",
  "two_failed_sends",
  "cannot_reply",
] as const
export type UnreachableReason = (typeof UNREACHABLE_REASONS)[number]

/** What is known of one patient now; counts that do not apply are 0, lists empty. */
export type NeedFacts = {
  openSafetyTasks: number
  unansweredQuestions: number
  /** Doses of the last 7 days that the patient reported taken twice, and staff has said nothing of. */
  doubleDosesWeek: number
  /** Doses of the last 7 days reported not taken. */
  notTakenWeek: number
  unreachable: readonly UnreachableReason[]
  /** Doses in a row without any reply up to now, and the response rate of the 14 days before them. */
  silentDoses: number
  responseBefore: { reminded: number; replied: number }
  /** `currentGap.doses`, `trend`, and the 7-day `n` and `rate` of the patient's figures. */
  currentGap: number
  trend: number | null
  week: { n: number; rate: number | null }
}

/** The numbers that a rule's words are filled with; they are kept, and put into words on a screen. */
type NeedValues = {
  safety: { n: number }
  unanswered_question: { n: number }
  double_dose: { n: number }
  not_taken: { n: number }
  unreachable: { reasons: UnreachableReason[] }
  gone_silent: { n: number; replied: number; reminded: number }
  gap: { n: number }
  /** Percentage points by which it fell, above zero. */
  drop: { points: number }
  low_week: { n: number; percent: number }
}

/** Why a patient needs attention: a rule that holds, and what it found. */
export type NeedReason = { [R in NeedRule]: { rule: R; values: NeedValues[R] } }[NeedRule]

/** Safety outweighs all the others together, so it always comes first. */
export const NEED_WEIGHTS: Record<NeedRule, number> = {
  safety: 1_000,
  unanswered_question: 150,
  double_dose: 130,
  not_taken: 120,
  unreachable: 100,
  gone_silent: 80,
  gap: 60,
  drop: 50,
  low_week: 40,
}

/** What an organization may set of the rules. */
export type NeedNumbers = {
  gapDoses: number
  lowPercent: number
  lowDoses: number
  dropPoints: number
  silentDoses: number
  answeredWellPercent: number
  answeredWellDoses: number
}

/** Source: design 4-adherence, Needs attention. */
export const NEED_DEFAULTS: NeedNumbers = {
  gapDoses: 2,
  lowPercent: 80,
  lowDoses: ENOUGH_DOSES,
  dropPoints: 20,
  silentDoses: 3,
  answeredWellPercent: 80,
  answeredWellDoses: ENOUGH_DOSES,
}

/** A smaller change is no trend, so nothing less can be asked for. */
export const LEAST_DROP = TREND_POINTS

/** The list's order in words, for the line above it. */
export const NEED_ORDER =
  "Most urgent first: safety words, then unanswered questions, possible double doses, doses reported not taken, patients who cannot be reached, sudden silence, gaps, drops and a low week. Several reasons add up; safety always comes first."

/** Which rules hold for a patient, heaviest first; `off` are not looked at. */
export function assessNeed(
  facts: NeedFacts,
  numbers: NeedNumbers = NEED_DEFAULTS,
  off: readonly NeedRule[] = [],
): NeedReason[] {
  const holding = [
    counted("safety", facts.openSafetyTasks),
    counted("unanswered_question", facts.unansweredQuestions),
    counted("double_dose", facts.doubleDosesWeek),
    counted("not_taken", facts.notTakenWeek),
    unreachable(facts),
    goneSilent(facts, numbers),
    gap(facts, numbers),
    drop(facts, numbers),
    lowWeek(facts, numbers),
  ]
  return holding.filter((reason) => reason !== null).filter(({ rule }) => !off.includes(rule))
}

/** What the list is sorted by; 0 where nothing asks for attention. */
export function needScore(reasons: readonly NeedReason[]): number {
  return reasons.reduce((sum, { rule }) => sum + NEED_WEIGHTS[rule], 0)
}

/** Whether somebody answered enough, of enough, for silence afterwards to mean something. */
export function answeredWell(
  { replied, reminded }: NeedFacts["responseBefore"],
  { answeredWellDoses, answeredWellPercent }: NeedNumbers = NEED_DEFAULTS,
): boolean {
  return reminded >= answeredWellDoses && wholePercent(replied / reminded) >= answeredWellPercent
}

type CountedRule = "safety" | "unanswered_question" | "double_dose" | "not_taken"

function counted(rule: CountedRule, n: number): NeedReason | null {
  return n > 0 ? { rule, values: { n } } : null
}

function unreachable({ unreachable: reasons }: NeedFacts): NeedReason | null {
  if (reasons.length === 0) return null
  return { rule: "unreachable", values: { reasons: [...reasons] } }
}

function goneSilent(facts: NeedFacts, numbers: NeedNumbers): NeedReason | null {
  const { silentDoses: n, responseBefore } = facts
  if (n < numbers.silentDoses || !answeredWell(responseBefore, numbers)) return null
  const { replied, reminded } = responseBefore
  return { rule: "gone_silent", values: { n, replied, reminded } }
}

function gap({ currentGap: n }: NeedFacts, { gapDoses }: NeedNumbers): NeedReason | null {
  return n >= gapDoses ? { rule: "gap", values: { n } } : null
}

function drop({ trend }: NeedFacts, { dropPoints }: NeedNumbers): NeedReason | null {
  return trend !== null && trend <= -dropPoints
    ? { rule: "drop", values: { points: -trend } }
    : null
}

function lowWeek({ week }: NeedFacts, { lowDoses, lowPercent }: NeedNumbers): NeedReason | null {
  if (week.rate === null || week.n < lowDoses) return null
  const percent = wholePercent(week.rate)
  return percent < lowPercent ? { rule: "low_week", values: { n: week.n, percent } } : null
}
