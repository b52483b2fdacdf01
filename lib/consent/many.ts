import { Temporal } from "temporal-polyfill"
import type { ConsentKind } from "@/db/enums"
import { type LocalDate, localDateAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"

/** A patient whose consent might be recorded together with others'. */
export type ConsentCandidate = {
  id: string
  /** Null: BioT shares none. */
  name: string | null
  phone: string | null
  consent: ConsentKind | "none"
  isOptedOut: boolean
}

export type ConsentCandidates = {
  /** By last name. */
  people: ConsentCandidate[]
  /** Chosen by hand, and deleted in BioT since. */
  gone: number
  /** The organization's date. */
  today: LocalDate
  /** What patients of the organization agree to. */
  wording: string
}

/**
 * What stands of a patient once the words of many are recorded: these `count`, a later word
 * outranks them, or the phone opted out, which no consent lifts.
 */
export type ConsentOutcome = { patientId: string; says: "counts" | "outranked" | "opted_out" }

/**
 * When words of an earlier day were said: that day's beginning on the organization's wall, so that
 * whatever else is known of the same day outranks them. Null: the day lies ahead.
 */
export function saidAt(day: LocalDate | null, zone: string, now: Instant): Instant | null {
  const today = localDateAt(now, zone)
  if (day === null || day === today) return now
  return day > today ? null : Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
}
