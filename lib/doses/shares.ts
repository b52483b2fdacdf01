import { ENOUGH_DOSES, type Figures } from "./figures"

export type ShareKey = "rate" | "onTime" | "fullDays" | "responseRate" | "reachability"

/** Part and whole of each figure that is a share; of full days they count days. */
const SHARES: Record<ShareKey, (figures: Figures) => { part: number; whole: number }> = {
  rate: ({ taken, n }) => ({ part: taken, whole: n }),
  onTime: ({ onTime, n }) => ({ part: onTime, whole: n }),
  fullDays: ({ fullDays, dueDays }) => ({ part: fullDays, whole: dueDays }),
  responseRate: ({ replied, reminded }) => ({ part: replied, whole: reminded }),
  reachability: ({ n, notReminded }) => ({ part: n, whole: n + notReminded }),
}
export const SHARE_KEYS = Object.keys(SHARES) as ShareKey[]

export function shareOf(key: ShareKey, figures: Figures): { part: number; whole: number } {
  return SHARES[key](figures)
}

/** Whether a share of so many doses says enough to be told. Source: design 4-adherence. */
export function isEnough(doses: number): boolean {
  return doses >= ENOUGH_DOSES
}

/** How many doses a share rests on: its own denominator, and of full days the doses in them. */
export function dosesUnder(key: ShareKey, figures: Figures): number {
  return key === "fullDays" ? figures.n : shareOf(key, figures).whole
}

/** A share from 0 to 1 as every page and file tells it; null where there is not enough data. */
export function toldShare(key: ShareKey, figures: Figures): number | null {
  const { part, whole } = shareOf(key, figures)
  return isEnough(dosesUnder(key, figures)) ? part / whole : null
}
