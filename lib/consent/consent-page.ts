import type { ConsentKind, ConsentMeans } from "@/db/enums"
import type { PhoneProblem, PhoneType } from "@/lib/patients/phone"
import type { TimelinePatient } from "@/lib/patients/timeline"
import type { Instant } from "@/lib/time"
import type { Standing } from "./standing"

/** What `GET /api/patients/[id]/consent` answers. Instants are epoch milliseconds, UTC. */
export type ConsentPage = {
  patient: TimelinePatient
  now: Instant
  standing: Standing
  /** Newest first. */
  records: ConsentRecord[]
  /** Of the phone as it is now; null: nobody ever said a word about it. */
  optOut: OptOutNow | null
  /** What was said about the phone since it is the patient's, newest first. */
  history: OptOutWord[]
  phone: PhoneFacts | null
  /** Texts go out from `from` to `to` on the patient's wall. */
  sendingHours: { from: string; to: string }
  textsToday: number
  dailyCap: number
  /** What patients of the organization agree to. */
  wording: string
}

export type ConsentRecord = {
  id: string
  kind: ConsentKind
  means: ConsentMeans
  outsideHours: boolean
  wording: string
  at: Instant
  /** The staff member's name; null: nobody in person. */
  by: string | null
}

export type OptOutNow = { isOptedOut: boolean; changedAt: Instant; byText: boolean }

/** `words` are the patient's own, of a text; else staff recorded it, `by` a name that may be unknown. */
export type OptOutWord = {
  id: string
  kind: "opted_out" | "opted_in"
  at: Instant
  by: string | null
  words: string | null
}

export type PhoneFacts = {
  /** `+1 212 555 0123`. */
  shown: string
  /** As BioT has it. */
  raw: string
  /** ISO 3166-1 alpha-2. */
  country: string | null
  /** What kind of number it is, or why it is none. */
  type: PhoneType | PhoneProblem
  /** Where replies of the country go, `+1 212 555 0123`. */
  staticNumber: string | null
}
