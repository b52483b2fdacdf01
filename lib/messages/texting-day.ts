import type { LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { WhyDay } from "./why-not"

/** What `GET /api/patients/[id]/texting/[date]` answers. */
export type TextingDay = WhyDay & {
  date: LocalDate
  today: LocalDate
  zone: string
  now: Instant
  /** Texts of the day that went out, may have, or still will, of the most allowed. */
  texts: number
  dailyCap: number
  sendingHours: { from: string; to: string }
}
