import { NEED_DEFAULTS, type NeedNumbers, type NeedRule } from "@/lib/patients/need"

/**
 * These stand until the work behind them is done: a safety task is closed, a question is answered or
 * dismissed. Nobody sets them aside, and nothing cools down.
 */
export const WORK_RULES = ["safety", "unanswered_question"] as const satisfies readonly NeedRule[]

export const COOLING_RULES = [
  "double_dose",
  "not_taken",
  "unreachable",
  "gone_silent",
  "gap",
  "drop",
  "low_week",
] as const satisfies readonly NeedRule[]
export type CoolingRule = (typeof COOLING_RULES)[number]

/** Of an organization: the numbers, the rules that it does not use, and the days of cool-down. */
export type AttentionRules = {
  numbers: NeedNumbers
  off: NeedRule[]
  coolDownDays: Record<CoolingRule, number>
}

export const LONGEST_COOL_DOWN_DAYS = 90

export const DEFAULT_ATTENTION: AttentionRules = {
  numbers: NEED_DEFAULTS,
  off: [],
  coolDownDays: {
    double_dose: 1,
    not_taken: 1,
    unreachable: 7,
    gone_silent: 3,
    gap: 1,
    drop: 7,
    low_week: 7,
  },
}

export function isCooling(rule: NeedRule): rule is CoolingRule {
  return COOLING_RULES.some((each) => each === rule)
}

/** Two are the same if their keys are; the order of fields does not count. */
export function attentionKey({ numbers, off, coolDownDays }: AttentionRules): string {
  const { gapDoses, lowPercent, lowDoses, dropPoints, silentDoses } = numbers
  const { answeredWellPercent, answeredWellDoses } = numbers
  return JSON.stringify([
    [gapDoses, lowPercent, lowDoses, dropPoints, silentDoses],
    [answeredWellPercent, answeredWellDoses],
    off.toSorted(),
    COOLING_RULES.map((rule) => coolDownDays[rule]),
  ])
}
