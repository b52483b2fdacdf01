/**
 * What each figure is called in files. A reply tells what a patient reports, not what a patient
 * swallowed, so every name says "reported" or speaks of replies; the names of claims-based measures
 * are never used. What a figure means stands in `adherence.json`. Source: design 4-adherence.
 */
export const FIGURE_NAMES = {
  rate: "Reported adherence",
  range: "Range of reported adherence",
  onTime: "Reported on time",
  fullDays: "Full days reported",
  responseRate: "Response rate",
  reachability: "Reachability",
  longestGap: "Longest gap in reports",
  currentGap: "Current gap in reports",
  hoursBetweenTakes: "Hours between reported takes",
  streak: "Reported streak",
  trend: "Trend in reported adherence",
} as const

export type FigureKey = keyof typeof FIGURE_NAMES
