import { addDays, type LocalDate, localWall } from "@/lib/local-date"
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"

const USUAL_HOURS = 24
const STEP_DAYS = 7

/**
 * The days from `from` to `to`, both included, that do not have 24 hours in `zone` (IANA), with how
 * many they have; 0 for a date that the zone's calendar skipped. Clocks are looked at weekly: two
 * changes never fall into one week.
 */
export function unusualDays(from: LocalDate, to: LocalDate, zone: string): Map<LocalDate, number> {
  const found = new Map<LocalDate, number>()
  for (let first = addDays(from, -1); first <= to; first = addDays(first, STEP_DAYS)) {
    const next = addDays(first, STEP_DAYS)
    if (offsetAt(asUtc(first), zone) === offsetAt(asUtc(addDays(next, 1)), zone)) continue
    for (let date = first; date <= next; date = addDays(date, 1)) {
      const hours = hoursOf(date, zone)
      if (date >= from && date <= to && hours !== USUAL_HOURS) found.set(date, hours)
    }
  }
  return found
}

function hoursOf(date: LocalDate, zone: string): number {
  return (startOf(addDays(date, 1), zone) - startOf(date, zone)) / HOUR_MS
}

/** When the day begins: at midnight, or where a gap swallows that, when the gap ends. */
function startOf(date: LocalDate, zone: string): Instant {
  const wall = asUtc(date)
  const candidates = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - offsetAt(near, zone))
  const real = candidates.filter((at) => at + offsetAt(at, zone) === wall)
  return real.length > 0 ? Math.min(...real) : Math.max(...candidates)
}

function offsetAt(at: Instant, zone: string): number {
  const { date, time } = localWall(at, zone)
  return Date.parse(`${date}T${time}Z`) - Math.floor(at / MINUTE_MS) * MINUTE_MS
}

const asUtc = (date: LocalDate): Instant => Date.parse(`${date}T00:00Z`)
