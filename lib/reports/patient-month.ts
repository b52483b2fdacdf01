import type { Figures } from "@/lib/doses/figures"
import type { LocalDate } from "@/lib/local-date"
import type { TimelinePatient } from "@/lib/patients/timeline"
import type { Medication, Period } from "@/lib/regimens/medications"
import type { Instant } from "@/lib/time"
import type { Month } from "./month"
import type { MonthDose } from "./month-dose"

export type PatientMonth = {
  patient: TimelinePatient
  month: Month
  /** Its days, in the patient's calendar. */
  from: LocalDate
  to: LocalDate
  now: Instant
  today: LocalDate
  locale: string | null
  /** Null: there never was a dose. */
  firstDate: LocalDate | null
  /** In order of due time. */
  doses: MonthDose[]
  figures: Figures
  medications: Medication[]
  periods: Period[]
}
