import { Temporal } from "temporal-polyfill"
import { AppError } from "@/lib/errors"
import type { LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"

/**
 * The instant of `time` (`HH:MM`) on `date` of the calendar of `zone` (IANA). Throws `invalid` with
 * the field `takenAt` for what is no time there.
 */
export function takenInstant(on: { date: LocalDate; time: string; zone: string }): Instant {
  try {
    return Temporal.PlainDateTime.from(`${on.date}T${on.time}`).toZonedDateTime(on.zone)
      .epochMilliseconds
  } catch {
    throw new AppError("invalid", "Give the time as HH:MM. Nothing was changed.", {
      field: "takenAt",
    })
  }
}
