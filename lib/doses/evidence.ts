import type { LocalDate } from "@/lib/local-date"
import type {
  TimelineDose,
  TimelineEvent,
  TimelineMessage,
  TimelineReply,
} from "@/lib/patients/timeline"
import type { Instant } from "@/lib/time"

/** What `GET /api/patients/[id]/doses/[doseId]` answers: all that speaks about one dose. */
export type DoseEvidence = {
  now: Instant
  patientId: string
  /** IANA zone of the dose's clock, in which every time is told: the patient may have moved since. */
  zone: string
  dose: EvidenceDose
  /** Those that asked about it, oldest first. */
  messages: TimelineMessage[]
  /** Those that stated something about it or answered one of its messages, oldest first. */
  replies: TimelineReply[]
}

/** State, time and flags are reduced from `events` at the time of reading. */
export type EvidenceDose = TimelineDose & {
  /** The patient's own statements contradict one another, whether or not staff has decided since. */
  contradictory: boolean
  /** Ids of the events that the state rests on. */
  deciding: string[]
  /** In the order in which they were recorded. */
  events: TimelineEvent[]
  /** The schedule that was in force on the dose's day; null for one that was written otherwise. */
  schedule: { startDate: LocalDate; endDate: LocalDate | null } | null
}
