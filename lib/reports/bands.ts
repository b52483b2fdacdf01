import { ENOUGH_DOSES, wholePercent } from "@/lib/doses/figures"

/** Ten bands of ten percent, named by where they begin; the last one holds 100 % too. */
export const RATE_BANDS = [90, 80, 70, 60, 50, 40, 30, 20, 10, 0] as const
export type RateBand = (typeof RATE_BANDS)[number]

const WIDTH = 10
const LAST = 90

/** Null: too few doses to say. By the whole percent that people read, as bands are everywhere. */
export function rateBandOf({ taken, n }: { taken: number; n: number }): RateBand | null {
  if (n < ENOUGH_DOSES) return null
  const start = Math.floor(wholePercent(taken / n) / WIDTH) * WIDTH
  return Math.min(start, LAST) as RateBand
}

/** The whole percents of a band, both included. */
export function bandSpan(band: RateBand): { from: number; to: number } {
  return { from: band, to: band === LAST ? 100 : band + WIDTH - 1 }
}
