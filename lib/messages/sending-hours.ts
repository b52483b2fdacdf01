import { Temporal } from "temporal-polyfill"
import type { Instant } from "@/lib/time"

/** `HH:MM` on the patient's wall; equal ends mean the whole day. */
export type SendingHours = { from: string; to: string }

/** From `from` on and before `to`; a span that passes midnight is read as such. */
export function isWithin(localTime: string, { from, to }: SendingHours): boolean {
  if (from === to) return true
  return from < to ? localTime >= from && localTime < to : localTime >= from || localTime < to
}

/**
 * When the hours begin at or after `now` on the wall of `timeZone` (IANA); `now` while they go on. A
 * beginning that falls into a gap of the clock moves forward with it.
 */
export function hoursBeginAt(now: Instant, timeZone: string, hours: SendingHours): Instant {
  const wall = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  const localTime = wall.toPlainTime().toString({ smallestUnit: "minute" })
  if (isWithin(localTime, hours)) return now
  const from = Temporal.PlainTime.from(hours.from)
  const today = wall.toPlainDate()
  const begins = [today, today.add({ days: 1 })]
    .map((day) => day.toZonedDateTime({ timeZone, plainTime: from }).epochMilliseconds)
    .find((at) => at >= now)
  return begins ?? now
}
