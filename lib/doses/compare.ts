import { type Figures, TREND_POINTS } from "./figures"
import { isEnough, type ShareKey, shareOf } from "./shares"

/**
 * A period minus another in whole percentage points; null where that means nothing: below 10 points
 * or with fewer than 7 on either side, as for the trend.
 */
export function pointsBetween(key: ShareKey, here: Figures, there: Figures): number | null {
  const [one, other] = [shareOf(key, here), shareOf(key, there)]
  if (!isEnough(one.whole) || !isEnough(other.whole)) return null
  const points = Math.round(100 * (one.part / one.whole - other.part / other.whole))
  return Math.abs(points) >= TREND_POINTS ? points : null
}
