import type { MessageState, ReplyState } from "@/db/enums"
import type { LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { RateBand } from "./bands"
import type { Contact } from "./slice"
import type { GroupTally } from "./tally"

export type BandCount = { band: RateBand | null; patients: number }
export type MedicationTally = GroupTally & { medication: string }
/** `null` where all of them are taken together. */
export type TimeTally = GroupTally & { weekday: number | null; hour: number | null }

/** What is computed of an organization's doses over some days. */
export type ReportBody = {
  total: GroupTally
  bands: BandCount[]
  contacts: Record<Contact, number>
  /** The most patients first. */
  medications: MedicationTally[]
  times: TimeTally[]
  /** Texts queued on the days, as the organization's zone has them. */
  texts: Partial<Record<MessageState, number>>
  /** Replies received on these days. */
  replies: Partial<Record<ReplyState, number>>
}

export type Report = {
  from: LocalDate
  to: LocalDate
  /** The organization's zone. */
  zone: string
  asOf: Instant
  body: ReportBody
}

/** Either there is a report, or it is being made; with both, a newer one is. */
export type ReportAnswer = {
  /** The days that were asked for. */
  from: LocalDate
  to: LocalDate
  today: LocalDate
  report: Report | null
  isComing: boolean
}

/** A patient behind a number of a report. */
export type PatientBehind = GroupTally & { patientId: string; name: string }
export type Behind = {
  rows: PatientBehind[]
  of: number | null
  from: LocalDate
  to: LocalDate
  today: LocalDate
}
