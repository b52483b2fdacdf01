import { DAY_MS, type Instant, MINUTE_MS } from "@/lib/time"

export const DAY_MINUTES = DAY_MS / MINUTE_MS

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the clock on the wall of `zone` (IANA) shows at `at`, in minutes since midnight. */
export function wallMinutes(at: Instant, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat("en", {
      ...{ timeZone: zone, hourCycle: "h23", hour: "2-digit", minute: "2-digit" },
    })
    formats.set(zone, format)
  }
  return minutesOf(format.format(at))
}

/** Of `HH:MM`. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number)
  return hours * 60 + minutes
}

/** `HH:MM` of minutes since a midnight, which may be another day's. */
export function timeOf(minutes: number): string {
  const within = ((Math.round(minutes) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
  const two = (value: number) => String(value).padStart(2, "0")
  return `${two(Math.floor(within / 60))}:${two(within % 60)}`
}

/** From one time of day to another by the shorter way round: from −12 h, over midnight, to 12 h. */
export function minutesBetween(from: number, to: number): number {
  const half = DAY_MINUTES / 2
  return ((((to - from + half) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES) - half
}
