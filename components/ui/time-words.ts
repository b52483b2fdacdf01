import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"

// Spelled here and not by Intl: Node and browsers disagree on "Sep" and "Sept".
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")

type Parts = { weekday: string; day: number; month: string; year: number; clock: string }

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "longOffset",
  })
  formats.set(zone, made)
  return made
}

function partsOf(instant: Instant, zone: string): Parts & { second: string; offset: string } {
  const of: Record<string, string> = {}
  for (const { type, value } of formatFor(zone).formatToParts(instant)) of[type] = value
  return {
    weekday: of.weekday ?? "",
    day: Number(of.day),
    month: MONTHS[Number(of.month) - 1] ?? "",
    year: Number(of.year),
    clock: `${of.hour}:${of.minute}`,
    second: of.second ?? "00",
    offset: of.timeZoneName ?? "",
  }
}

/** "Tue 3 Nov 2026, 08:12:47, Europe/Berlin (GMT+01:00)". */
export function exactTime(instant: Instant, zone: string): string {
  const { weekday, day, month, year, clock, second, offset } = partsOf(instant, zone)
  return `${weekday} ${day} ${month} ${year}, ${clock}:${second}, ${zone} (${offset})`
}

/** "3 Nov, 08:12", and the year where it is not this one. */
export function shortTime(instant: Instant, zone: string, now: Instant): string {
  const { day, month, year, clock } = partsOf(instant, zone)
  const other = partsOf(now, zone).year === year ? "" : ` ${year}`
  return `${day} ${month}${other}, ${clock}`
}

/** "08:12". */
export function clockTime(instant: Instant, zone: string): string {
  return partsOf(instant, zone).clock
}

/** "just now", "8 min ago", "3 h ago", "in 20 min"; after two days the date itself. */
export function relativeTime(instant: Instant, zone: string, now: Instant): string {
  const away = Math.abs(now - instant)
  if (away < MINUTE_MS) return "just now"
  const amount = amountOf(away)
  if (!amount) return shortTime(instant, zone, now)
  return instant <= now ? `${amount} ago` : `in ${amount}`
}

function amountOf(ms: number): string | undefined {
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`
  if (ms < 2 * DAY_MS) return "1 day"
  return undefined
}
