/**
 * What each figure says about itself: its label, what it means and what it is divided by. A reply
 * tells what a patient reports, not what a patient swallowed, so every label says "reported" or
 * speaks of replies; the names of claims-based measures are never used. Source: design 4-adherence.
 */
export type FigureDefinition = { label: string; definition: string; denominator: string }

export const FIGURE_DEFINITIONS = {
  rate: {
    label: "Reported adherence",
    definition:
      "The share of doses that the patient, or staff on the patient's behalf, reported taken.",
    denominator:
      "Doses whose window has closed and that were reported taken, reported not taken, contradicted or left without a reply. Doses without a reminder, excused and cancelled doses are left out.",
  },
  range: {
    label: "Range of reported adherence",
    definition:
      "From the doses reported taken to what it would be if every dose without a reply, and every contradicted one, had been taken.",
    denominator: "The same doses as reported adherence.",
  },
  onTime: {
    label: "Reported on time",
    definition:
      "The share of doses reported taken by the on-time limit. A dose that staff confirmed counts if they gave a time.",
    denominator: "The same doses as reported adherence.",
  },
  fullDays: {
    label: "Full days reported",
    definition: "The share of days on which every dose was reported taken.",
    denominator: "Days with at least one dose in reported adherence.",
  },
  responseRate: {
    label: "Response rate",
    definition: "The share of reminded doses that got any reply, whatever it said.",
    denominator:
      "Doses whose window has closed and about which a reminder was accepted, without excused and cancelled ones.",
  },
  reachability: {
    label: "Reachability",
    definition: "The share of doses about which something can be said at all.",
    denominator:
      "The doses of reported adherence and those that got no reminder, because it failed, was held back or was not allowed.",
  },
  longestGap: {
    label: "Longest gap in reports",
    definition:
      "The most doses in a row without a reported take, and the hours between the reported takes on either side. Excused doses neither lengthen nor end a gap.",
    denominator: "Counted in doses whose window has closed.",
  },
  currentGap: {
    label: "Current gap in reports",
    definition:
      "The doses without a reported take since the last reported one, and the hours since then.",
    denominator: "Counted in doses whose window has closed.",
  },
  hoursBetweenTakes: {
    label: "Hours between reported takes",
    definition: "The middle value of the hours from one reported take to the next.",
    denominator: "Pairs of reported takes with no excused dose between them.",
  },
  streak: {
    label: "Reported streak",
    definition: "The doses reported taken in a row up to the last one whose window has closed.",
    denominator: "Counted in doses; excused doses and doses without a reminder do not end it.",
  },
  trend: {
    label: "Trend in reported adherence",
    definition:
      "Reported adherence of the last 7 days minus that of the 7 days before, in percentage points. Shown from 10 points on.",
    denominator: "Both weeks need at least 7 doses in reported adherence.",
  },
} as const satisfies Record<string, FigureDefinition>

export type FigureKey = keyof typeof FIGURE_DEFINITIONS

/** What stands in place of a rate with too few doses, such as "Not enough data (3 doses)". */
export function notEnoughData(n: number): string {
  return `Not enough data (${n} ${n === 1 ? "dose" : "doses"})`
}
