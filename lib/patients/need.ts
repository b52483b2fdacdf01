import { wholePercent } from "@/lib/doses/figures"
import { DAY_MS } from "@/lib/time"

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

export type NeedReason = { rule: NeedRule; weight: number; sentence: string }
export type Need = { score: number; reasons: NeedReason[] }

export type NeedPolicy = {
  /** Safety outweighs all the others together, so it always comes first. */
  weight: number
  /** After an item of the rule was closed, it is not opened again for the patient for so long. */
  coolDownMs: number
  /** Whether the item closes when the rule no longer holds; otherwise a person closes it. */
  closesItself: boolean
}

/** Source of the rules: design 4-adherence, Needs attention. */
export const NEED_POLICY: Record<NeedRule, NeedPolicy> = {
  safety: { weight: 1_000, coolDownMs: 0, closesItself: false },
  unanswered_question: { weight: 150, coolDownMs: 0, closesItself: true },
  double_dose: { weight: 130, coolDownMs: DAY_MS, closesItself: true },
  not_taken: { weight: 120, coolDownMs: DAY_MS, closesItself: true },
  unreachable: { weight: 100, coolDownMs: 7 * DAY_MS, closesItself: true },
  gone_silent: { weight: 80, coolDownMs: 3 * DAY_MS, closesItself: true },
  gap: { weight: 60, coolDownMs: DAY_MS, closesItself: true },
  drop: { weight: 50, coolDownMs: 7 * DAY_MS, closesItself: true },
  low_week: { weight: 40, coolDownMs: 7 * DAY_MS, closesItself: true },
}

export const NEED_THRESHOLDS = {
  gapDoses: 2,
  lowPercent: 80,
  lowDoses: 7,
  dropPoints: 20,
  silentDoses: 3,
  answeredWellPercent: 80,
  answeredWellDoses: 7,
} as const

/** The list's order in words, for the line above it. */
export const NEED_ORDER =
  "Most urgent first: safety words, then unanswered questions, possible double doses, doses reported not taken, patients who cannot be reached, sudden silence, gaps, drops and a low week. Several reasons add up; safety always comes first."

/** Which rules hold for a patient and why, heaviest first; score 0 means no attention needed. */
export function assessNeed(facts: NeedFacts): Need {
  const reasons = NEED_RULES.flatMap((rule): NeedReason[] => {
    const sentence = SENTENCES[rule](facts)
    return sentence === null ? [] : [{ rule, weight: NEED_POLICY[rule].weight, sentence }]
  }).sort((a, b) => b.weight - a.weight)
  return { score: reasons.reduce((sum, reason) => sum + reason.weight, 0), reasons }
}

/** For sorting patients: the greater need first. Break ties by something stable, such as name. */
export function compareNeed(a: Need, b: Need): number {
  return b.score - a.score
}

/** Of a patient who cannot answer, these stand in the sentence; the list is narrowed by them. */
export const UNREACHABLE_WORDS: Record<UnreachableReason, string> = {
  opted_out: "opted out of texts",
  no_phone: "no phone number in BioT",
  bad_number: "the phone number cannot be texted",
  two_failed_sends: "the last two texts failed",
  cannot_reply: "replies from the number's country do not reach us",
}

/** One rule, one sentence; null when the rule does not hold. */
const SENTENCES: Record<NeedRule, (facts: NeedFacts) => string | null> = {
  safety: ({ openSafetyTasks: n }) =>
    n > 0 ? `${count(n, "reply", "replies")} with a safety word` : null,
  unanswered_question: ({ unansweredQuestions: n }) =>
    n > 0 ? count(n, "unanswered question") : null,
  double_dose: ({ doubleDosesWeek: n }) =>
    n > 0 ? `Possible double dose: ${count(n, "dose")} reported taken twice in 7 days` : null,
  not_taken: ({ notTakenWeek: n }) =>
    n > 0 ? `${count(n, "dose")} reported not taken in 7 days` : null,
  unreachable: ({ unreachable }) =>
    unreachable.length > 0
      ? `Unreachable: ${unreachable.map((reason) => UNREACHABLE_WORDS[reason]).join("; ")}`
      : null,
  gone_silent: goneSilent,
  gap: ({ currentGap: n }) =>
    n >= NEED_THRESHOLDS.gapDoses ? `${count(n, "dose")} in a row without a reported take` : null,
  drop: ({ trend }) =>
    trend !== null && trend <= -NEED_THRESHOLDS.dropPoints
      ? `Reported adherence fell by ${-trend} points in a week`
      : null,
  low_week: lowWeek,
}

function goneSilent({ silentDoses, responseBefore }: NeedFacts): string | null {
  const { replied, reminded } = responseBefore
  const answeredWell =
    reminded >= NEED_THRESHOLDS.answeredWellDoses &&
    wholePercent(replied / reminded) >= NEED_THRESHOLDS.answeredWellPercent
  if (!answeredWell || silentDoses < NEED_THRESHOLDS.silentDoses) return null
  return `Silent for ${count(silentDoses, "dose")} after answering ${replied} of ${reminded}`
}

function lowWeek({ week }: NeedFacts): string | null {
  if (week.rate === null || week.n < NEED_THRESHOLDS.lowDoses) return null
  const percent = wholePercent(week.rate)
  if (percent >= NEED_THRESHOLDS.lowPercent) return null
  return `${percent} % reported in 7 days, of ${count(week.n, "dose")}`
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}
