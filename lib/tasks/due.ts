import { Temporal } from "temporal-polyfill"
import type { Instant } from "@/lib/time"

const DAY_ENDS = Temporal.PlainTime.from("17:00")
const FRIDAY = 5

/** By when a task opened at `now` is due: the end of the next working day, on the wall of `zone`. */
export function followUpDue(now: Instant, zone: string): Instant {
  let day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  do day = day.add({ days: 1 })
  while (day.dayOfWeek > FRIDAY)
  return day.toZonedDateTime({ timeZone: zone, plainTime: DAY_ENDS }).epochMilliseconds
}
