import { ENOUGH_DOSES, type Figures, TREND_POINTS } from "./figures"

export type ComparedKey = "rate" | "onTime" | "fullDays" | "responseRate" | "reachability"

/** Part and whole of each figure that is a share. */
const SHARES: Record<ComparedKey, (figures: Figures) => { part: number; whole: number }> = {
  rate: ({ taken, n }) => ({ part: taken, whole: n }),
  onTime: ({ onTime, n }) => ({ part: onTime, whole: n }),
  fullDays: ({ fullDays, dueDays }) => ({ part: fullDays, whole: dueDays }),
  responseRate: ({ replied, reminded }) => ({ part: replied, whole: reminded }),
  reachability: ({ n, notReminded }) => ({ part: n, whole: n + notReminded }),
}
export const COMPARED_KEYS = Object.keys(SHARES) as ComparedKey[]

export function shareOf(key: ComparedKey, figures: Figures): { part: number; whole: number } {
  return SHARES[key](figures)
}

/**
 * A period minus another in whole percentage points; null where that means nothing: below 10 points
 * or with fewer than 7 on either side, as for the trend.
 */
export function pointsBetween(key: ComparedKey, here: Figures, there: Figures): number | null {
  const [one, other] = [shareOf(key, here), shareOf(key, there)]
  if (one.whole < ENOUGH_DOSES || other.whole < ENOUGH_DOSES) return null
  const points = Math.round(100 * (one.part / one.whole - other.part / other.whole))
  return Math.abs(points) >= TREND_POINTS ? points : null
}
