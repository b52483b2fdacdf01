import type { ExcuseKind } from "@/db/enums"
import type { LocalDate } from "@/lib/local-date"
import type { SendingHours } from "@/lib/messages/sending-hours"
import type { TimelinePatient } from "@/lib/patients/timeline"
import type { Instant } from "@/lib/time"
import type { PeriodSpan } from "./periods"
import type { PlacedAhead } from "./replan"
import type { Schedule, Windows } from "./schedule"
import type { RegimenChange, SeenVersion } from "./versions"

/** What `GET /api/patients/[id]/medications` answers. Instants are epoch milliseconds, UTC. */
export type PatientMedications = {
  patient: TimelinePatient
  now: Instant
  /** The patient's date at `now`. */
  today: LocalDate
  hours: SendingHours
  /** The newest word on being texted; `outsideHours` also covers doses in the quiet hours. */
  consent: { kind: "none" | "given" | "withdrawn"; outsideHours: boolean }
  /** Whether the organization sends reminders by itself. */
  isScheduleOn: boolean
  /** The organization's windows, over the defaults. */
  windows: Windows
  medications: Medication[]
  periods: Period[]
}

export type MedicationVersion = Schedule & {
  id: string
  doseText: string
  isReminding: boolean
  createdAt: Instant
}

export type Medication = {
  id: string
  medication: string
  /** `planned`: it has not begun; `ended`: its last day is past. */
  state: "active" | "planned" | "ended"
  seen: SeenVersion
  /** In order of their first day; none that never was in force. */
  versions: MedicationVersion[]
  /** The newest first. */
  changes: RegimenChange<MedicationVersion>[]
  next: { dueAt: Instant; localDate: LocalDate; slot: string } | null
  /** The doses that an edit might change, and those around them. */
  ahead: PlacedAhead[]
}

export type Period = PeriodSpan & {
  kind: ExcuseKind
  reason: string
  /** Null: every medication. */
  medication: string | null
  /** Who wrote it down. */
  by: string | null
  endedBy: string | null
}
