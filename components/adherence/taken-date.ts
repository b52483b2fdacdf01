import { addDays, type LocalDate, localWall } from "@/lib/local-date"
import type { TimelineDose } from "@/lib/patients/timeline"

type WindowedDose = Pick<TimelineDose, "localDate" | "zone" | "opensAt" | "closesAt">

/**
 * The day that a time of intake (`HH:MM`) belongs to, on the dose's own clock: the one on which it
 * lies in the dose's window or nearest to it. 00:30 for a dose of 23:00 is the day after.
 */
export function takenDate(dose: WindowedDose, time: string): LocalDate {
  const { localDate, zone, opensAt, closesAt } = dose
  if (!time) return localDate
  const [opens, closes] = [onWall(localWall(opensAt, zone)), onWall(localWall(closesAt, zone))]
  const away = (date: LocalDate) => {
    const at = onWall({ date, time })
    return Math.max(opens - at, at - closes, 0)
  }
  return [addDays(localDate, 1), addDays(localDate, -1)].reduce(
    (nearest, date) => (away(date) < away(nearest) ? date : nearest),
    localDate,
  )
}

/** Only to be compared: walls have no zone here. */
function onWall({ date, time }: { date: LocalDate; time: string }): number {
  return Date.parse(`${date}T${time}Z`)
}
