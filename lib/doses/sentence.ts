import { Temporal } from "temporal-polyfill"
import type { DoseState } from "@/db/enums"
import { DOSE_GLYPHS } from "@/lib/doses/glyphs"
import { type LocalDate, localDateAt, localTimeAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")

export type SentenceDose = {
  localDate: LocalDate
  /** `HH:MM`, the patient's clock. */
  slot: string
  medication: string
  state: DoseState
  takenAt: Instant | null
  outsideWindow: boolean
}

/**
 * The accessible name of a dose's cell, such as "Tue 3 Nov 08:00, Metformin: reported taken late,
 * 09:47". The time is the patient's (`timeZone`, IANA), with its date when it is another day.
 */
export function doseSentence(dose: SentenceDose, timeZone: string): string {
  const { label } = DOSE_GLYPHS[dose.state]
  const parts = [`${shortDate(dose.localDate)} ${dose.slot}, ${dose.medication}: ${label}`]
  if (dose.takenAt !== null) {
    const day = localDateAt(dose.takenAt, timeZone)
    const time = localTimeAt(dose.takenAt, timeZone)
    parts.push(day === dose.localDate ? time : `${shortDate(day)} ${time}`)
    if (dose.outsideWindow) parts.push("outside its window")
  }
  return parts.join(", ")
}

/** "Tue 3 Nov"; the same on every machine, whatever locale it runs in. */
export function shortDate(date: LocalDate): string {
  const { dayOfWeek, day, month } = Temporal.PlainDate.from(date)
  return `${WEEKDAYS[dayOfWeek - 1]} ${day} ${MONTHS[month - 1]}`
}
